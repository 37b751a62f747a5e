using System.Globalization;
using System.Text.Json;
using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Models;

/// <summary>The audit of a protected column, from the training to a labelled file.</summary>
public sealed class FairnessTests(FairnessTests.Audited audited) : IClassFixture<FairnessTests.Audited>
{
    private const string Route = "/models/loan/default/1/evaluations";

    private readonly HttpClient _client = audited.Service.Client;

    [Fact]
    public async Task The_manifest_has_it_and_no_request_needs_the_column()
    {
        var fairness = (await _client.GetAsync("/models/loan/default/1").OkAsync()).GetProperty("fairness");
        var column = Assert.Single(fairness.EnumerateArray());
        Assert.Equal("sex", column.GetProperty("column").GetString());
        Assert.Equal(200, Groups(column).Sum(g => g.GetProperty("rows").GetInt32()));
        Assert.Contains("no proof", column.GetProperty("note").GetString(), StringComparison.Ordinal);
        var proxy = column.GetProperty("proxy");
        Assert.InRange(proxy.GetProperty("auc").GetDouble(), proxy.GetProperty("interval").GetProperty("low").GetDouble(), proxy.GetProperty("interval").GetProperty("high").GetDouble());
        await _client.PredictLoanAsync().OkAsync();
    }

    [Fact]
    public async Task A_labelled_file_is_audited_by_the_decisions_that_the_policy_in_force_gives()
    {
        var file = WithSex(Some.Loan(rows: 300, seed: 9));
        await _client.PutJsonAsync("/models/loan/default/policy", """{"approveBelow":0.3,"declineFrom":0.5}""").OkAsync();
        var report = (await _client.PostCsvAsync(Route, file).OkAsync()).GetProperty("report");
        using var batch = await _client.PostCsvAsync("/predict/loan/batch", file);
        var decisions = Cells(await batch.Content.ReadAsStringAsync(), 3);
        var rows = Cells(file, 0).Zip(decisions, Cells(file, 3)).ToArray();

        foreach (var group in Groups(Assert.Single(report.GetProperty("fairness").EnumerateArray())))
        {
            var own = rows.Where(r => r.First == group.GetProperty("group").GetString()).ToArray();
            var outcomes = group.GetProperty("outcomes").EnumerateArray().ToArray();
            Assert.Equal([0.3, 0.5], outcomes.Select(o => o.GetProperty("below").GetDouble()));
            Same(own.Average(r => r.Second == "approve" ? 1 : 0), outcomes[0], "approvalRate");
            Same(own.Average(r => r.Second == "decline" ? 0 : 1), outcomes[1], "approvalRate");
            Same(own.Where(r => r.Third == "good").Average(r => r.Second == "approve" ? 0 : 1), outcomes[0], "falseDeclineRate");
            Same(own.Where(r => r.Third == "bad").Average(r => r.Second == "decline" ? 0 : 1), outcomes[1], "falseApprovalRate");
        }

        static void Same(double expected, JsonElement outcome, string rate) => Assert.Equal(expected, outcome.GetProperty(rate).GetProperty("value").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task The_version_says_how_the_groups_fare_by_the_policy_in_force()
    {
        await _client.PutJsonAsync("/models/loan/default/policy", """{"approveBelow":1,"declineFrom":1}""").OkAsync();
        var everybody = await AtPolicyAsync();
        // The default policy's: as the audit has them, with intervals.
        await _client.PutJsonAsync("/models/loan/default/policy", """{"approveBelow":0.09090909090909091,"declineFrom":0.16666666666666666}""").OkAsync();
        var version = await _client.GetAsync("/models/loan/default/1").OkAsync();
        var audit = Groups(Assert.Single(version.GetProperty("fairness").EnumerateArray()));
        var usual = await AtPolicyAsync();

        Assert.Equal(everybody.GetProperty("policy").GetInt32() + 1, usual.GetProperty("policy").GetInt32());
        Assert.All(Groups(everybody).SelectMany(g => g.GetProperty("outcomes").EnumerateArray()), o =>
            Assert.Equal((1, 1), (o.GetProperty("below").GetDouble(), o.GetProperty("approvalRate").GetProperty("value").GetDouble())));
        Assert.Equal(audit.Select(g => g.GetProperty("outcomes").GetRawText()), Groups(usual).Select(g => g.GetProperty("outcomes").GetRawText()));

        async Task<JsonElement> AtPolicyAsync()
            => Assert.Single((await _client.GetAsync("/models/loan/default/1").OkAsync()).GetProperty("fairnessAtPolicy").EnumerateArray());
    }

    [Fact]
    public async Task A_file_without_the_column_is_evaluated_and_says_that_it_was_not_audited()
    {
        var report = (await _client.PostCsvAsync(Route, Some.Loan(seed: 9)).OkAsync()).GetProperty("report");
        Assert.Equal(0, report.GetProperty("fairness").GetArrayLength());
        Assert.Contains("The file has no column sex, which is protected: it was not audited.", report.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()));
    }

    private static JsonElement[] Groups(JsonElement column) => [.. column.GetProperty("groups").EnumerateArray()];

    /// <summary>1 and 2 in turn, as codes often are.</summary>
    private static string WithSex(string file)
        => string.Join('\n', file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => i == 0 ? $"sex,{line}" : string.Create(CultureInfo.InvariantCulture, $"{1 + i % 2},{line}")));

    private static string[] Cells(string file, int column)
        => [.. file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[column])];

    /// <summary>A service with one model that was trained beside a protected column.</summary>
    public sealed class Audited : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync() => await Service.PublishAsync("loan", WithSex(Some.Loan()), Some.LoanOptions + "&protected=sex&categories=sex");

        public async Task DisposeAsync() => await Service.DisposeAsync();
    }
}
