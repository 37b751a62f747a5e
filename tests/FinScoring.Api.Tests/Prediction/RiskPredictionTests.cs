using System.Net;

namespace FinScoring.Api.Tests.Prediction;

[Collection(ScoringServiceTests.Name)]
public sealed class RiskPredictionTests(ScoringService service)
{
    [Fact]
    public async Task An_answer_has_a_band_by_the_policy_and_nothing_of_the_other_domains()
    {
        foreach (var debt in new[] { 0.01, 0.2, 0.4, 0.6, 0.8, 0.99 })
        {
            var row = SomeData.Company();
            row["debt"] = debt;
            using var answer = await service.PostAsync("/predict/risk", row.ToJsonString());
            var json = await answer.JsonAsync();

            Assert.Equal(["predictionId", "domain", "model", "version", "event", "probability", "band", "policy", "warnings"], json.EnumerateObject().Select(m => m.Name));
            var p = json.GetProperty("probability").GetDouble();
            Assert.Equal(p < 0.05 ? "low" : p < 0.15 ? "moderate" : p < 0.4 ? "high" : "critical", json.GetProperty("band").GetString());
            Assert.Equal("bankruptcy", json.GetProperty("event").GetString());
        }
    }

    [Fact]
    public async Task Every_bad_field_is_named_at_once()
    {
        using var answer = await service.PostAsync("/predict/risk", """{"debt":"much","bars":[]}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["bars", "debt", "sector"], (await answer.JsonAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }
}
