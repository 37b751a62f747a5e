using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FinScoring.Api.Tests.Prediction;

[Collection(ScoringServiceTests.Name)]
public sealed class LoanPredictionTests(ScoringService service)
{
    [Fact]
    public async Task An_answer_has_the_fields_of_the_contract_in_their_order()
    {
        var row = SomeData.Loan();
        row["id"] = "A-17";

        var answer = await AnswerAsync(row);

        Assert.Equal(
            ["predictionId", "id", "domain", "model", "version", "event", "probability", "score", "decision", "policy", "warnings"],
            answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal("A-17", answer.GetProperty("id").GetString());
        Assert.Equal(("loan", "default", 1, "default"), (
            answer.GetProperty("domain").GetString(), answer.GetProperty("model").GetString(), answer.GetProperty("version").GetInt32(), answer.GetProperty("event").GetString()));
        Assert.Equal(7, answer.GetProperty("predictionId").GetGuid().Version);
        Assert.Equal(0, answer.GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public async Task The_score_and_decision_follow_from_the_probability()
    {
        foreach (var income in new[] { 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4900 })
        {
            var row = SomeData.Loan();
            row["income"] = income;
            var answer = await AnswerAsync(row);
            var p = answer.GetProperty("probability").GetDouble();

            // The contract's formula, from the rounded-off probability: at most the last point may differ.
            Assert.Equal(600 + 20 / Math.Log(2) * Math.Log((1 - p) / p / 50), answer.GetProperty("score").GetInt32(), 0.51);
            Assert.Equal(p < 1.0 / 11 ? "approve" : p < 1.0 / 6 ? "review" : "decline", answer.GetProperty("decision").GetString());
        }
    }

    [Theory]
    [InlineData("17", "17")]
    [InlineData("1.50", "1.50")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("\"Zo\\u00eb \\\"17\\\"\"", "\"Zoë \\\"17\\\"\"")]
    public async Task The_id_comes_back_as_it_was_sent(string sent, string back)
    {
        var answer = await service.PostAsync("/predict/loan", SomeData.Loan().ToJsonString()[..^1] + ",\"id\":" + sent + "}");

        Assert.Contains($"\"id\":{back},", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_id_or_with_null_the_answer_has_none()
    {
        var row = SomeData.Loan();
        Assert.False((await AnswerAsync(row)).TryGetProperty("id", out _));
        row["id"] = null;
        Assert.False((await AnswerAsync(row)).TryGetProperty("id", out _));
    }

    [Fact]
    public async Task Columns_that_are_no_features_are_ignored_whatever_they_hold()
    {
        var plain = await AnswerAsync(SomeData.Loan());
        var row = SomeData.Loan();
        row["reference"] = true;
        row["outcome"] = "never seen";

        Assert.Equal(plain.GetProperty("probability").GetDouble(), (await AnswerAsync(row)).GetProperty("probability").GetDouble());
    }

    [Fact]
    public async Task What_training_lacked_too_may_be_absent_or_null()
    {
        var absent = SomeData.Loan();
        absent.Remove("savings");
        var isNull = SomeData.Loan();
        isNull["savings"] = null;

        Assert.Equal((await AnswerAsync(absent)).GetProperty("probability").GetDouble(), (await AnswerAsync(isNull)).GetProperty("probability").GetDouble());
    }

    [Fact]
    public async Task A_boolean_matches_a_category_written_the_same_way()
    {
        var row = SomeData.Loan();
        row["phone"] = true;

        var answer = await AnswerAsync(row);

        Assert.Equal(0, answer.GetProperty("warnings").GetArrayLength());
        Assert.Equal((await AnswerAsync(SomeData.Loan())).GetProperty("probability").GetDouble(), answer.GetProperty("probability").GetDouble());
    }

    [Fact]
    public async Task Unseen_categories_and_numbers_out_of_range_are_warnings()
    {
        var row = SomeData.Loan();
        (row["job"], row["income"], row["age"]) = ("astronaut", 99999, 3);

        var answer = await AnswerAsync(row);

        Assert.Equal(
            [("aboveRange", "income"), ("belowRange", "age"), ("unseenCategory", "job")],
            answer.GetProperty("warnings").EnumerateArray().Select(w => (w.GetProperty("code").GetString(), w.GetProperty("field").GetString())).Order());
        Assert.DoesNotContain("astronaut", answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("99999", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_policy_answers_at_once_under_its_number()
    {
        service.Publish("loan", SomeData.Loans(300), new() { Label = "outcome", Positive = "default" }, "with-policy");
        Assert.Equal(1, (await AnswerAsync(SomeData.Loan(), "?model=with-policy")).GetProperty("policy").GetInt32());

        using var put = await service.Client.PutAsJsonAsync("/models/loan/with-policy/policy", new { approveBelow = 0, declineFrom = 0 });
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        var answer = await AnswerAsync(SomeData.Loan(), "?model=with-policy");
        Assert.Equal((2, "decline"), (answer.GetProperty("policy").GetInt32(), answer.GetProperty("decision").GetString()));
    }

    [Fact]
    public async Task A_version_that_is_named_answers_instead_of_the_champion()
    {
        for (var version = 1; version <= 2; version++)
            service.Publish("loan", SomeData.Loans(300 + version), new() { Label = "outcome", Positive = "default" }, "two-versions");

        Assert.Equal(1, (await AnswerAsync(SomeData.Loan(), "?model=two-versions")).GetProperty("version").GetInt32());
        Assert.Equal(2, (await AnswerAsync(SomeData.Loan(), "?model=two-versions&version=2")).GetProperty("version").GetInt32());
    }

    private async Task<JsonElement> AnswerAsync(JsonObject row, string query = "")
    {
        using var answer = await service.PostAsync("/predict/loan" + query, row.ToJsonString());
        var json = await answer.JsonAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, json.ToString());
        return json;
    }
}
