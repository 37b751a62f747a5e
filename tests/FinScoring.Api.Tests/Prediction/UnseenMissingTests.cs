using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FinScoring.Api.Tests.Models;

namespace FinScoring.Api.Tests.Prediction;

/// <summary>A service of its own: the tests change its policies.</summary>
public sealed class UnseenMissingService : IDisposable
{
    public UnseenMissingService()
    {
        foreach (var algorithm in new[] { "scorecard", "lightgbm" })
            Scoring.Publish("loan", SomeData.Loans(400), new() { Label = "outcome", Positive = "default" }, algorithm, algorithm);
    }

    internal ScoringService Scoring { get; } = new();

    public void Dispose() => Scoring.Dispose();
}

/// <summary>A value that is missing though no training row lacked it, under either policy.</summary>
public sealed class UnseenMissingTests(UnseenMissingService services) : IClassFixture<UnseenMissingService>
{
    private readonly ScoringService _service = services.Scoring;

    [Fact]
    public async Task It_is_refused_until_the_policy_says_neutral_and_again_once_it_says_refuse()
    {
        var row = Without("income", "job");
        await SetAsync("loan", "refuse");
        Assert.Equal(["income", "job"], await _service.PostAsync("/predict/loan", row).FieldsRefusedAsync());
        var policy = await SetAsync("loan", "neutral");
        Assert.Equal("neutral", policy.GetProperty("missing").GetString());

        var answer = await _service.PostAsync("/predict/loan", row).OkAsync();
        Assert.Equal([("unseenMissing", "income"), ("unseenMissing", "job")], Warnings(answer));
        // Savings were missing in training rows, too: nothing to say of them.
        Assert.Equal([], Warnings(await _service.PostAsync("/predict/loan", Without("savings")).OkAsync()));
        await SetAsync("loan", "refuse");
        Assert.Equal(["income", "job"], await _service.PostAsync("/predict/loan", row).FieldsRefusedAsync());
        Assert.Equal(["missing"], await _service.Client.PutJsonAsync("/models/loan/default/policy", """{"missing":"drop"}""").FieldsRefusedAsync());
    }

    [Theory]
    [InlineData("default")]
    [InlineData("scorecard")]
    [InlineData("lightgbm")]
    public async Task Contributions_add_up_and_reasons_and_what_if_work_without_it(string model)
    {
        await SetAsync("loan", """neutral","approveBelow":0,"declineFrom":0,"explain":"none""", model);
        foreach (var gaps in new[] { new[] { "income" }, ["job"], ["income", "age", "job", "phone"] })
        {
            var row = Without(gaps);
            var answer = await _service.PostAsync($"/predict/loan?model={model}&explain=true", row).OkAsync();
            var explanation = answer.GetProperty("explanation");
            var sum = explanation.GetProperty("contributions").EnumerateArray().Sum(c => c.GetProperty("contribution").GetDouble());
            Assert.Equal(explanation.GetProperty("logOdds").GetDouble(), explanation.GetProperty("baseline").GetDouble() + sum, 1e-6);

            var reasons = (await _service.PostAsync($"/predict/loan?model={model}&explain=reasons", row).OkAsync()).GetProperty("reasons");
            Assert.All(reasons.EnumerateArray().Where(r => gaps.Contains(r.GetProperty("feature").GetString())),
                r => Assert.Equal('M', r.GetProperty("code").GetString()![^1]));

            var question = $$"""{"row":{{row}},"overrides":{"income":null},"counterfactuals":1}""";
            var whatIf = await _service.PostAsync($"/predict/loan/what-if?model={model}", question).OkAsync();
            Assert.Equal(answer.GetProperty("probability").GetDouble(), whatIf.GetProperty("before").GetProperty("probability").GetDouble());
            Assert.Contains(("unseenMissing", "income"), Warnings(whatIf.GetProperty("after")));
        }
    }

    [Fact]
    public async Task What_moved_a_score_because_it_is_missing_is_a_reason_of_its_own()
    {
        await SetAsync("loan", """neutral","approveBelow":0.02,"declineFrom":0.02,"explain":"reasons""");
        // Those who are all but surely approved earn more than the mean, which is what stands for a missing income.
        var answer = await _service.PostAsync("/predict/loan", Without("income")).OkAsync();
        var reason = answer.GetProperty("reasons").EnumerateArray().Single(r => r.GetProperty("feature").GetString() == "income");
        Assert.Equal("Income: not given", reason.GetProperty("text").GetString());
        var catalogue = await _service.Client.GetAsync("/reasons/loan/default").OkAsync();
        Assert.Contains(reason.GetProperty("code").GetString(), catalogue.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("text/csv", "income,savings,age,job,phone\n,120.5,41,,true\n")]
    [InlineData("application/x-ndjson", """{"savings":120.5,"age":41,"phone":"true","income":null}""")]
    public async Task A_batch_answers_as_a_single_request_does(string contentType, string body)
    {
        await SetAsync("loan", "neutral");
        var single = await _service.PostAsync("/predict/loan", Without("income", "job")).OkAsync();
        using var batch = await _service.PostAsync("/predict/loan/batch", body, contentType, "application/x-ndjson");
        var answer = JsonDocument.Parse(await batch.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(single.GetProperty("probability").GetDouble(), answer.GetProperty("probability").GetDouble());
        Assert.Equal(Warnings(single), Warnings(answer).Order());
    }

    [Fact]
    public async Task The_columns_beside_bars_are_taken_as_neutral_too_and_a_bar_itself_is_whole()
    {
        var bars = SomeData.Bars("A", 61);
        bars[60]!.AsObject().Remove("sentiment");
        var request = new JsonObject { ["symbol"] = "A", ["bars"] = bars }.ToJsonString();
        await SetAsync("trade", "refuse");
        Assert.Equal(["bars[60].sentiment"], await _service.PostAsync("/predict/trade", request).FieldsRefusedAsync());
        await SetAsync("trade", "neutral");
        // Bars of chance: the version has no skill, as every answer of it says.
        Assert.Equal([("noSkill", "model"), ("unseenMissing", "sentiment")], Warnings(await _service.PostAsync("/predict/trade", request).OkAsync()));
        bars[60]!.AsObject().Remove("close");
        await _service.PostAsync("/predict/trade", new JsonObject { ["symbol"] = "A", ["bars"] = bars.DeepClone() }.ToJsonString()).RefusedAsync(HttpStatusCode.BadRequest);
    }

    private Task<JsonElement> SetAsync(string domain, string missing, string model = "default")
        => _service.Client.PutJsonAsync($"/models/{domain}/{model}/policy", $$"""{"missing":"{{missing}}"}""").OkAsync();

    private static string Without(params string[] fields)
    {
        var row = SomeData.Loan();
        foreach (var field in fields) row.Remove(field);
        return row.ToJsonString();
    }

    private static IEnumerable<(string, string)> Warnings(JsonElement answer)
        => [.. answer.GetProperty("warnings").EnumerateArray().Select(w => (w.GetProperty("code").GetString()!, w.GetProperty("field").GetString()!)).Order()];
}
