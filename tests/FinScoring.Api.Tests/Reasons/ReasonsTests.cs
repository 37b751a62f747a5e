using System.Text.Json;
using System.Text.Json.Nodes;
using FinScoring.Api.Tests.Models;
using FinScoring.Api.Tests.Prediction;
using FinScoring.Core.Data;

namespace FinScoring.Api.Tests.Reasons;

/// <summary>A model of planted data for the tests of reasons.</summary>
public sealed class ReasonService : IDisposable
{
    private static readonly TrainingOptions Options = new() { Label = "outcome", Positive = "bad" };

    public ReasonService()
    {
        Scoring.Publish("loan", SomeReasons.Csv(), Options, "linear");
        Scoring.Publish("loan", SomeReasons.Csv(), Options, "trees", "lightgbm");
        Scoring.Publish("loan", SomeReasons.Csv(), Options with { Monotone = ["income:-", "delays:+", "debt:+"] }, "monotone", "lightgbm");
        Scoring.Publish("risk", SomeReasons.Csv(), Options, "linear");
    }

    internal ScoringService Scoring { get; } = new();

    public void Dispose() => Scoring.Dispose();
}

public sealed class ReasonsTests(ReasonService services) : IClassFixture<ReasonService>
{
    private readonly ScoringService _service = services.Scoring;

    [Theory]
    [InlineData("""{"delays":4,"income":1100}""", "delays", "income")]
    [InlineData("""{"debt":0.95,"spending":0.95,"income":1100}""", "debt", "income")]
    [InlineData("""{"savings":null,"delays":4,"income":2500}""", "savings", "delays")]
    [InlineData("""{"housing":"rent","income":1100,"delays":3}""", "housing", "income", "delays")]
    [InlineData("""{"records":-9,"delays":4}""", "records", "delays")]
    public async Task The_planted_reasons_are_given(string changes, params string[] planted)
    {
        foreach (var model in new[] { "linear", "trees" })
        {
            var answer = await PredictAsync(SomeReasons.Row(JsonNode.Parse(changes)!.AsObject()), model);
            Assert.NotEqual("approve", answer.GetProperty("decision").GetString());
            var features = SomeReasons.Of(answer, "feature").Select(feature => feature == "spending" ? "debt" : feature).ToArray();
            Assert.True(planted.All(features.Take(planted.Length + 1).Contains), $"{model}: {string.Join(", ", features)}");
            Assert.InRange(features.Length, 1, 4);
        }
    }

    [Fact]
    public async Task What_is_as_safe_as_it_gets_is_no_reason_and_columns_that_move_together_speak_once()
    {
        foreach (var model in new[] { "linear", "trees" })
        {
            var answer = await PredictAsync(SomeReasons.Row(new() { ["debt"] = 0.98, ["spending"] = 0.98, ["delays"] = 4 }), model);
            var features = SomeReasons.Of(answer, "feature");
            Assert.DoesNotContain("income", features);
            Assert.DoesNotContain("housing", features);
            Assert.Single(features, feature => feature is "debt" or "spending");
        }
    }

    [Fact]
    public async Task Codes_say_the_direction_and_a_missing_value_and_a_code_have_their_own()
    {
        var reasons = (await _service.Client.GetAsync("/reasons/loan/linear").OkAsync()).GetProperty("reasons").EnumerateArray().ToArray();
        Assert.Equal(
            "R01H R01L R02H R02L R03H R03L R04H R04L R05C R06H R06L R06M R07H R07L R07S".Split(' '),
            reasons.Select(reason => reason.GetProperty("code").GetString()));
        Assert.All(reasons, reason => Assert.True(reason.GetProperty("generated").GetBoolean()));
        var answer = await PredictAsync(SomeReasons.Row(new() { ["savings"] = null, ["records"] = -9, ["delays"] = 4, ["income"] = 1100 }), "linear");
        Assert.Equal(["R03H", "R04L", "R06M", "R07S"], SomeReasons.Of(answer, "code").Order());
        Assert.Contains("Savings: not given", SomeReasons.Of(answer, "text"));
        Assert.Contains("Income: lower than usual among applicants who are approved", SomeReasons.Of(answer, "text"));
    }

    [Fact]
    public async Task Only_a_decision_against_someone_has_reasons()
    {
        Assert.False((await PredictAsync(SomeReasons.Row(), "linear")).TryGetProperty("reasons", out _));
        await _service.Client.PutJsonAsync("/models/loan/linear/policy", """{"approveBelow":0,"declineFrom":1}""").OkAsync();
        var reviewed = await PredictAsync(SomeReasons.Row(new() { ["delays"] = 1 }), "linear");
        Assert.Equal("review", reviewed.GetProperty("decision").GetString());
        Assert.NotEmpty(SomeReasons.Of(reviewed, "code"));
        await _service.Client.PutJsonAsync("/models/loan/linear/policy", """{"approveBelow":0.0909,"declineFrom":0.1667}""").OkAsync();

        var risk = new List<(string Band, bool Has)>();
        for (var delays = 0; delays < 5; delays++)
        {
            var row = SomeReasons.Row(new() { ["delays"] = delays, ["income"] = 4500 - 800 * delays, ["debt"] = 0.2 * delays, ["spending"] = 0.2 * delays });
            var answer = await _service.PostAsync("/predict/risk?model=linear&explain=reasons", row.ToJsonString()).OkAsync();
            risk.Add((answer.GetProperty("band").GetString()!, answer.TryGetProperty("reasons", out _)));
        }

        Assert.Equal(risk.Select(r => r.Band is "high" or "critical"), risk.Select(r => r.Has));
        Assert.Equal(2, risk.Select(r => r.Has).Distinct().Count());
    }

    [Fact]
    public async Task A_monotone_column_is_never_blamed_in_the_safe_direction()
    {
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var row = SomeReasons.Row(new()
            {
                ["debt"] = Math.Round(random.NextDouble(), 3),
                ["delays"] = random.Next(5),
                ["income"] = 1000 + random.Next(4000),
                ["housing"] = "rent",
                ["savings"] = random.Next(2) == 0 ? null : 100,
            });
            var answer = await PredictAsync(row, "monotone");
            if (!answer.TryGetProperty("reasons", out _))
                continue;
            // debt, delays and income are columns 1, 3 and 4.
            Assert.Empty(SomeReasons.Of(answer, "code").Intersect(["R01L", "R03L", "R04H"]));
        }
    }

    [Fact]
    public async Task The_policy_can_ask_for_reasons_and_a_request_can_decline_them()
    {
        var row = SomeReasons.Row(new() { ["delays"] = 4, ["income"] = 1100 }).ToJsonString();
        const string Route = "/predict/loan?model=trees";
        Assert.Equal("none", (await _service.Client.GetAsync("/models/loan/trees/policy").OkAsync()).GetProperty("explain").GetString());
        Assert.False((await _service.PostAsync(Route, row).OkAsync()).TryGetProperty("reasons", out _));
        var policy = await _service.Client.PutJsonAsync("/models/loan/trees/policy", """{"explain":"reasons"}""").OkAsync();
        Assert.Equal(("reasons", 600), (policy.GetProperty("explain").GetString(), policy.GetProperty("points").GetInt32()));
        var asked = await _service.PostAsync(Route + "&explain=reasons", row).OkAsync();
        var answer = await _service.PostAsync(Route, row).OkAsync();
        Assert.Equal(asked.GetProperty("reasons").GetRawText(), answer.GetProperty("reasons").GetRawText());
        Assert.False((await _service.PostAsync(Route + "&explain=false", row).OkAsync()).TryGetProperty("reasons", out _));
        var both = await _service.PostAsync(Route + "&explain=true", row).OkAsync();
        Assert.True(both.TryGetProperty("explanation", out _) && both.TryGetProperty("reasons", out _));
        // The columns of a CSV answer are fixed: only who asks gets more.
        using var csv = await _service.PostAsync("/predict/loan/batch?model=trees", SomeReasons.Csv(), "text/csv");
        Assert.StartsWith("id,probability,score,decision,warnings,error\n", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _service.Client.PutJsonAsync("/models/loan/trees/policy", """{"explain":"none"}""").OkAsync();
        Assert.Equal(["explain"], await _service.Client.PutJsonAsync("/models/loan/trees/policy", """{"explain":"why"}""").FieldsRefusedAsync());
        Assert.Equal(["explain"], await _service.Client.PutJsonAsync("/models/loan/trees/policy", """{"explain":1}""").FieldsRefusedAsync());
        Assert.Equal(["explain"], await _service.Client.PutJsonAsync("/models/trade/default/policy", """{"explain":"reasons"}""").FieldsRefusedAsync());
    }

    [Fact]
    public async Task A_reason_needs_the_share_of_the_weightiest_that_the_policy_says_from_the_next_answer_on()
    {
        var row = SomeReasons.Row(new() { ["savings"] = null, ["records"] = -9, ["delays"] = 4, ["income"] = 1100 });
        await _service.Client.PutJsonAsync("/models/risk/linear/policy", """{"reasonShare":1}""").OkAsync();
        var weightiest = SomeReasons.Of(await RiskAsync(), "code");
        await _service.Client.PutJsonAsync("/models/risk/linear/policy", """{"reasonShare":0}""").OkAsync();
        var all = SomeReasons.Of(await RiskAsync(), "code");
        await _service.Client.PutJsonAsync("/models/risk/linear/policy", """{"reasonShare":0.05}""").OkAsync();

        Assert.Equal(all[0], Assert.Single(weightiest));
        Assert.Equal(4, all.Length);
        Assert.Equal(["reasonShare"], await _service.Client.PutJsonAsync("/models/risk/linear/policy", """{"reasonShare":5}""").FieldsRefusedAsync());

        Task<JsonElement> RiskAsync() => _service.PostAsync("/predict/risk?model=linear&explain=reasons", row.ToJsonString()).OkAsync();
    }

    [Fact]
    public async Task A_batch_gives_the_codes_in_CSV_and_the_reasons_in_JSON()
    {
        var row = SomeReasons.Row(new() { ["delays"] = 4, ["income"] = 1100 });
        var alone = await PredictAsync(row, "linear");
        var list = await _service.PostAsync("/predict/loan/batch?model=linear&explain=reasons", $"[{row.ToJsonString()},{SomeReasons.Row().ToJsonString()}]").OkAsync();
        Assert.Equal(alone.GetProperty("reasons").GetRawText(), list[0].GetProperty("reasons").GetRawText());
        Assert.False(list[1].TryGetProperty("reasons", out _));
        var csv = string.Join(',', row.Select(field => field.Key)) + "\n" + string.Join(',', row.Select(field => field.Value?.ToString())) + "\n";
        using var answer = await _service.PostAsync("/predict/loan/batch?model=linear&explain=reasons", csv, "text/csv");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal("id,probability,score,decision,warnings,error,reasons", lines[0]);
        Assert.EndsWith("," + string.Join(' ', SomeReasons.Of(alone, "code")), lines[1], StringComparison.Ordinal);
    }

    private Task<JsonElement> PredictAsync(JsonObject row, string model)
        => _service.PostAsync($"/predict/loan?model={model}&explain=reasons", row.ToJsonString()).OkAsync();
}
