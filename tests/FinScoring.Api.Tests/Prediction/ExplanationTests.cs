using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FinScoring.Api.Tests.Models;

namespace FinScoring.Api.Tests.Prediction;

/// <summary>What scores are made of, as the answers say it.</summary>
[Collection(ScoringServiceTests.Name)]
public sealed class ExplanationTests(ScoringService service)
{
    public static TheoryData<string, string> Models()
    {
        var models = new TheoryData<string, string> { { "trade", "logistic" }, { "risk", "lightgbm" } };
        foreach (var algorithm in new[] { "logistic", "lightgbm", "scorecard", "blend" })
            models.Add("loan", algorithm);
        return models;
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Baseline_and_contributions_add_up_to_the_log_odds_of_the_probability(string domain, string algorithm)
    {
        var model = $"explained-{algorithm}";
        Publish(domain, model, algorithm);
        var byDefault = await AddsUpAsync(domain, model, "", "background");
        Assert.Equal(byDefault, await AddsUpAsync(domain, model, "&baseline=background", "background"));
        Assert.NotEqual(byDefault, await AddsUpAsync(domain, model, "&baseline=training", "training"));
    }

    private async Task<KeyValuePair<string, double>[]> AddsUpAsync(string domain, string model, string baseline, string name)
    {
        var answer = await service.PostAsync($"/predict/{domain}?explain=true&model={model}{baseline}", Row(domain).ToJsonString()).OkAsync();
        var explanation = answer.GetProperty("explanation");
        var contributions = Contributions(explanation);
        var logOdds = explanation.GetProperty("logOdds").GetDouble();
        Assert.Equal(Math.Log(Probability(answer) / (1 - Probability(answer))), logOdds, 1e-6);
        Assert.Equal(logOdds, explanation.GetProperty("baseline").GetDouble() + contributions.Sum(c => c.Value), 1e-6);
        Assert.Equal(name, explanation.GetProperty("baselineName").GetString());
        Assert.Equal(contributions.OrderByDescending(c => Math.Abs(c.Value)), contributions);
        Assert.Contains(contributions, c => c.Value != 0);
        var inputs = service.Catalog.Champion(new(domain, model))!.Manifest.Signature.Inputs;
        Assert.Equal(inputs.Select(column => column.Name).Order(), contributions.Select(c => c.Key).Order());
        return contributions;
    }

    [Fact]
    public async Task An_answer_says_nothing_of_why_unless_asked()
    {
        foreach (var query in new[] { "", "?explain=false" })
        {
            var answer = await service.PostAsync("/predict/loan" + query, SomeData.Loan().ToJsonString()).OkAsync();
            Assert.False(answer.TryGetProperty("explanation", out _));
            Assert.False(answer.TryGetProperty("reasons", out _));
        }
    }

    [Theory]
    [InlineData("loan", "yes")]
    [InlineData("loan", "")]
    [InlineData("loan", "True")]
    [InlineData("loan", "true&explain=reasons")]
    [InlineData("trade", "reasons")]
    public async Task What_explain_cannot_be_is_named(string domain, string explain)
    {
        foreach (var route in new[] { $"/predict/{domain}", $"/predict/{domain}/batch" })
            Assert.Equal(["explain"], await service.PostAsync($"{route}?explain={explain}", Row(domain).ToJsonString()).FieldsRefusedAsync());
    }

    [Theory]
    [InlineData("?explain=true&baseline=zero")]
    [InlineData("?explain=reasons&baseline=training")]
    [InlineData("?baseline=background")]
    public async Task What_baseline_cannot_be_is_named(string query)
    {
        foreach (var route in new[] { "/predict/loan", "/predict/loan/batch" })
            Assert.Equal(["baseline"], await service.PostAsync(route + query, SomeData.Loan().ToJsonString()).FieldsRefusedAsync());
    }

    [Fact]
    public async Task A_version_of_an_earlier_release_scores_and_says_that_it_cannot_explain()
    {
        service.Publish("loan", SomeData.Loans(400), new() { Label = "outcome", Positive = "default" }, "old", explained: false);
        var row = SomeData.Loan();
        row["income"] = 1100;
        foreach (var explain in new[] { "true", "reasons" })
        {
            var problem = await service.PostAsync($"/predict/loan?model=old&explain={explain}", row.ToJsonString()).RefusedAsync(HttpStatusCode.Conflict);
            Assert.Contains("train again", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        await service.PostAsync("/predict/loan/what-if?model=old", new JsonObject { ["row"] = row.DeepClone() }.ToJsonString()).RefusedAsync(HttpStatusCode.Conflict);
        await service.Client.PutJsonAsync("/models/loan/old/policy", """{"explain":"reasons"}""").OkAsync();
        var answer = await service.PostAsync("/predict/loan?model=old", row.ToJsonString()).OkAsync();
        Assert.Equal("decline", answer.GetProperty("decision").GetString());
        Assert.Equal("noReasons", Assert.Single(answer.GetProperty("warnings").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_batch_explains_each_row_as_alone_in_every_format()
    {
        JsonObject[] rows = [.. Enumerable.Range(0, 20).Select(i =>
        {
            var row = SomeData.Loan();
            (row["id"], row["income"], row["job"], row["savings"]) = ($"r{i}", 1000 + 150 * i, SomeData.Jobs[i % 3], i % 4 == 0 ? null : 20.5 * i);
            return row;
        })];
        rows[7]["income"] = "much";
        var list = await BatchAsync(new JsonArray([.. rows.Select(row => row.DeepClone())]).ToJsonString(), "application/json", "true");
        var answers = JsonDocument.Parse(list).RootElement.EnumerateArray().ToArray();
        var csv = (await BatchAsync(Csv(rows), "text/csv", "true")).Split('\n');
        Assert.Equal("id,probability,score,decision,warnings,error,baseline,logOdds,income,savings,age,job,phone", csv[0]);
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 7)
            {
                Assert.False(answers[i].TryGetProperty("explanation", out _));
                Assert.EndsWith(",,,,,,,", csv[i + 1], StringComparison.Ordinal);
                continue;
            }

            var alone = (await service.PostAsync("/predict/loan?explain=true", rows[i].ToJsonString()).OkAsync()).GetProperty("explanation");
            Assert.Equal(alone.GetRawText(), answers[i].GetProperty("explanation").GetRawText());
            var cells = csv[i + 1].Split(',').TakeLast(7).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            var contributions = Contributions(alone).ToDictionary();
            double[] expected = [alone.GetProperty("baseline").GetDouble(), alone.GetProperty("logOdds").GetDouble(),
                .. new[] { "income", "savings", "age", "job", "phone" }.Select(name => contributions[name])];
            Assert.Equal(expected, cells);
        }
    }

    [Fact]
    public async Task A_batch_of_bars_is_explained_from_the_first_bar_with_history()
    {
        var bars = SomeData.Bars("A", 70);
        var answers = JsonDocument.Parse(await BatchAsync(bars.ToJsonString(), "application/json", "true", "trade")).RootElement.EnumerateArray().ToArray();
        var alone = await service.PostAsync("/predict/trade?explain=true", new JsonObject { ["bars"] = bars }.ToJsonString()).OkAsync();
        Assert.False(answers[0].TryGetProperty("explanation", out _));
        Assert.Equal(alone.GetProperty("explanation").GetRawText(), answers[^1].GetProperty("explanation").GetRawText());
    }

    private void Publish(string domain, string model, string algorithm)
    {
        if (domain == "loan") service.Publish(domain, SomeData.Loans(400), new() { Label = "outcome", Positive = "default" }, model, algorithm);
        else if (domain == "risk") service.Publish(domain, SomeData.Companies(400), new() { Label = "bankruptcy" }, model, algorithm);
        else service.Publish(domain, SomeData.Bars(400), new() { Features = ["sentiment"] }, model, algorithm);
    }

    private static JsonObject Row(string domain) => domain switch
    {
        "loan" => SomeData.Loan(),
        "risk" => SomeData.Company(),
        _ => new() { ["bars"] = SomeData.Bars("A", 70) },
    };

    private static double Probability(JsonElement answer) => answer.GetProperty("probability").GetDouble();

    private static KeyValuePair<string, double>[] Contributions(JsonElement explanation)
        => [.. explanation.GetProperty("contributions").EnumerateArray()
            .Select(c => KeyValuePair.Create(c.GetProperty("feature").GetString()!, c.GetProperty("contribution").GetDouble()))];

    private static string Csv(IEnumerable<JsonObject> rows)
    {
        string[] names = ["income", "savings", "age", "job", "phone", "id"];
        return string.Join(',', names) + "\n" + string.Concat(rows.Select(row => string.Join(',', names.Select(name => row[name]?.ToString())) + "\n"));
    }

    private async Task<string> BatchAsync(string body, string type, string explain, string domain = "loan")
    {
        using var answer = await service.PostAsync($"/predict/{domain}/batch?explain={explain}", body, type);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }
}
