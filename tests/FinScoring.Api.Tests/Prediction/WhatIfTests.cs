using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FinScoring.Api.Prediction;
using FinScoring.Api.Prediction.WhatIf;
using FinScoring.Api.Tests.Models;
using FinScoring.Api.Tests.Reasons;
using FinScoring.Core.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Tests.Prediction;

[Collection(ScoringServiceTests.Name)]
public sealed class WhatIfTests(ScoringService service)
{
    private static readonly TrainingOptions Options = new() { Label = "outcome", Positive = "bad" };

    private static readonly JsonObject Risky = SomeReasons.Row(new() { ["delays"] = 4, ["income"] = 1500, ["savings"] = null, ["housing"] = "rent" });

    [Fact]
    public async Task Both_answers_are_those_of_a_prediction_and_contributions_differ_as_log_odds_do()
    {
        var (row, overrides) = (SomeData.Loan(), new JsonObject { ["income"] = 1200, ["savings"] = null, ["job"] = "owner" });
        row["id"] = "A-1";
        var answer = await AskAsync("loan", row, new() { ["overrides"] = overrides.DeepClone() });
        var changed = row.DeepClone().AsObject();
        foreach (var (name, value) in overrides)
            changed[name] = value?.DeepClone();
        await IsAsAloneAsync("loan", row, answer.GetProperty("before"));
        await IsAsAloneAsync("loan", changed, answer.GetProperty("after"));

        var difference = answer.GetProperty("difference");
        var logOdds = LogOdds(answer.GetProperty("after")) - LogOdds(answer.GetProperty("before"));
        Assert.Equal(logOdds, difference.GetProperty("logOdds").GetDouble(), 1e-12);
        var contributions = difference.GetProperty("contributions").EnumerateArray().ToDictionary(
            c => c.GetProperty("feature").GetString()!, c => c.GetProperty("contribution").GetDouble());
        Assert.Equal(logOdds, contributions.Values.Sum(), 1e-6);
        // Logistic regression: what an input adds depends on that input alone.
        Assert.Equal((0, 0), (Math.Round(contributions["age"], 9), Math.Round(contributions["phone"], 9)));
        Assert.True(contributions["income"] > 0);
        Assert.False(answer.TryGetProperty("counterfactuals", out _));
    }

    [Theory]
    [InlineData("overrides", "overrides.income")]
    [InlineData("row", "row.income")]
    public async Task A_value_that_is_no_value_is_refused_under_its_name(string part, string place)
    {
        var question = new JsonObject { ["row"] = SomeData.Loan(), ["overrides"] = new JsonObject { ["age"] = 30 } };
        question[part]!["income"] = new JsonObject { ["a"] = new JsonArray(1) };
        Assert.Equal([place], await service.PostAsync("/predict/loan/what-if", question.ToJsonString()).FieldsRefusedAsync());
    }

    [Theory]
    [InlineData("loan", "logistic")]
    [InlineData("loan", "lightgbm")]
    [InlineData("loan", "scorecard")]
    [InlineData("loan", "blend")]
    [InlineData("risk", "lightgbm")]
    public async Task A_counterfactual_predicted_again_has_the_better_decision(string domain, string algorithm)
    {
        var model = $"whatif-{algorithm}";
        var manifest = service.Publish(domain, SomeReasons.Csv(), Options with { Immutable = ["income"] }, model, algorithm);
        var answer = await AskAsync(domain, Risky, new() { ["counterfactuals"] = 5, ["immutable"] = new JsonArray("housing") }, model);
        var worst = domain == "loan" ? "decline" : "critical";
        Assert.Equal(worst, Decision(answer.GetProperty("before")));
        var counterfactuals = answer.GetProperty("counterfactuals").EnumerateArray().ToArray();
        Assert.NotEmpty(counterfactuals);
        foreach (var counterfactual in counterfactuals)
        {
            var row = Risky.DeepClone().AsObject();
            foreach (var change in counterfactual.GetProperty("changes").EnumerateArray())
            {
                var (name, to) = (change.GetProperty("feature").GetString()!, change.GetProperty("to"));
                Assert.Equal(row[name]?.ToJsonString() ?? "null", change.GetProperty("from").GetRawText());
                IsPlausible(manifest.Signature.Inputs.Single(column => column.Name == name), to);
                row[name] = JsonValue.Create(to);
            }

            Assert.NotEqual(worst, Decision(counterfactual.GetProperty("after")));
            await IsAsAloneAsync(domain, row, counterfactual.GetProperty("after"), model);
        }

        // The fewest changes first, and no two change the same fields.
        var fields = counterfactuals.Select(c => c.GetProperty("changes").EnumerateArray().Select(f => f.GetProperty("feature").GetString()!).ToArray()).ToArray();
        Assert.Equal(fields.OrderBy(f => f.Length), fields);
        Assert.Equal(fields.Length, fields.Select(f => string.Join(' ', f)).Distinct().Count());
        Assert.Empty(fields.SelectMany(f => f).Intersect(["income", "housing"]));
        Assert.Equal(answer.GetRawText(), (await AskAsync(domain, Risky, new() { ["counterfactuals"] = 5, ["immutable"] = new JsonArray("housing") }, model)).GetRawText());
    }

    [Fact]
    public async Task A_monotone_field_changes_only_in_the_safe_direction()
    {
        service.Publish("loan", SomeReasons.Csv(), Options with { Monotone = ["income:-", "delays:+", "debt:+"] }, "whatif-monotone", "lightgbm");
        var answer = await AskAsync("loan", Risky, new() { ["counterfactuals"] = 5, ["immutable"] = new JsonArray("savings") }, "whatif-monotone");
        var changes = answer.GetProperty("counterfactuals").EnumerateArray().SelectMany(c => c.GetProperty("changes").EnumerateArray()).ToArray();
        Assert.NotEmpty(changes);
        foreach (var change in changes)
        {
            var name = change.GetProperty("feature").GetString();
            if (name is "income") Assert.True(change.GetProperty("to").GetDouble() > 1500);
            if (name is "delays") Assert.True(change.GetProperty("to").GetDouble() < 4);
            if (name is "debt") Assert.True(change.GetProperty("to").GetDouble() < 0.1);
        }
    }

    [Fact]
    public async Task Where_nothing_is_better_or_nothing_suffices_that_is_said()
    {
        service.Publish("loan", SomeReasons.Csv(), Options, "whatif-none");
        var best = await AskAsync("loan", SomeReasons.Row(), [], "whatif-none");
        Assert.Equal("approve", Decision(best.GetProperty("before")));
        Assert.Equal((0, "No decision is better than the present one."), (best.GetProperty("counterfactuals").GetArrayLength(), best.GetProperty("message").GetString()));

        JsonArray all = [.. SomeReasons.Row().Select(field => (JsonNode)field.Key)];
        var none = await AskAsync("loan", Risky, new() { ["immutable"] = all }, "whatif-none");
        Assert.Equal(0, none.GetProperty("counterfactuals").GetArrayLength());
        Assert.StartsWith("No change of up to 3 fields", none.GetProperty("message").GetString(), StringComparison.Ordinal);

        // What nothing can reach.
        await service.Client.PutJsonAsync("/models/loan/whatif-none/policy", """{"approveBelow":0,"declineFrom":0}""").OkAsync();
        Assert.Equal(0, (await AskAsync("loan", Risky, [], "whatif-none")).GetProperty("counterfactuals").GetArrayLength());
    }

    [Theory]
    [InlineData("""{}""", "row")]
    [InlineData("""[]""", "body")]
    [InlineData("""{"row":{}""", "body")]
    [InlineData("""{"row":{"income":1,"income":2}}""", "body")]
    [InlineData("""{"row":1,"overrides":[],"counterfactuals":6,"immutable":[1],"why":true}""", "counterfactuals", "immutable", "overrides", "row", "why")]
    [InlineData("""{"row":{"income":"x","savings":1,"age":40,"job":"clerk","phone":true,"car":1}}""", "row.car", "row.income")]
    [InlineData("""{"row":{"income":2000,"savings":1,"age":40,"job":"clerk","phone":true},"overrides":{"income":null,"car":1}}""", "overrides.car", "overrides.income")]
    [InlineData("""{"row":{"income":2000,"savings":1,"age":40,"job":"clerk","phone":true},"overrides":{"age":30,"outcome":"paid"}}""", "overrides.outcome")]
    [InlineData("""{"row":{"income":"x","age":40,"job":"clerk","phone":true},"overrides":{"age":"y"},"immutable":["age","car"]}""", "immutable[1]", "overrides.age", "row.income")]
    public async Task What_is_wrong_with_a_question_is_named_by_its_place(string body, params string[] places)
        => Assert.Equal(places, await service.PostAsync("/predict/loan/what-if", body).FieldsRefusedAsync());

    [Fact]
    public async Task Searches_wait_for_a_place_and_are_refused_where_too_many_wait()
    {
        var places = service.Service.Services.GetRequiredService<SearchPlaces>();
        var question = new JsonObject { ["row"] = SomeData.Loan(), ["counterfactuals"] = 1 }.ToJsonString();
        var most = service.Service.Services.GetRequiredService<IOptions<PredictionOptions>>().Value.MaxSearches;
        var held = await Task.WhenAll(Enumerable.Range(0, most).Select(_ => places.EnterAsync(default).AsTask()));

        var waiting = service.PostAsync("/predict/loan/what-if", question);
        await WaitAsync(1);
        // What searches nothing needs no place.
        await service.PostAsync("/predict/loan/what-if", new JsonObject { ["row"] = SomeData.Loan(), ["overrides"] = new JsonObject { ["age"] = 30 } }.ToJsonString()).OkAsync();
        // Who hangs up gives the place in the line back.
        using var hangUp = new CancellationTokenSource();
        var leaving = service.Client.PostAsync("/predict/loan/what-if", new StringContent(question, Encoding.UTF8, "application/json"), hangUp.Token);
        await WaitAsync(2);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        await WaitAsync(1);

        var others = Enumerable.Range(1, SearchPlaces.MostWaiting - 1).Select(_ => places.EnterAsync(default).AsTask()).ToArray();
        using var refused = await service.PostAsync("/predict/loan/what-if", question);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);

        Array.ForEach(held, place => place.Dispose());
        await waiting.OkAsync();
        foreach (var other in others) (await other).Dispose();
        Assert.Equal(0, places.Waiting);

        async Task WaitAsync(int count)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (places.Waiting != count) await Task.Delay(10, patience.Token);
        }
    }

    [Fact]
    public async Task Trade_has_no_decision_and_a_body_must_be_JSON_of_some_length()
    {
        Assert.Equal(["domain"], await service.PostAsync("/predict/trade/what-if", "{}").FieldsRefusedAsync());
        await service.PostAsync("/predict/loan/what-if", "row", "text/csv").RefusedAsync(HttpStatusCode.UnsupportedMediaType);
        await service.PostAsync("/predict/loan/what-if", "").RefusedAsync(HttpStatusCode.BadRequest);
        await service.PostAsync("/predict/loan/what-if", new string(' ', 1 << 21)).RefusedAsync(HttpStatusCode.RequestEntityTooLarge);
        await service.PostAsync("/predict/loan/what-if?model=none", "{}").RefusedAsync(HttpStatusCode.NotFound);
    }

    private Task<JsonElement> AskAsync(string domain, JsonObject row, JsonObject question, string model = "default")
    {
        question["row"] = row.DeepClone();
        return service.PostAsync($"/predict/{domain}/what-if?model={model}", question.ToJsonString()).OkAsync();
    }

    /// <summary>But for the identifier of a prediction, which a question is none of.</summary>
    private async Task IsAsAloneAsync(string domain, JsonObject row, JsonElement answer, string model = "default")
    {
        var alone = JsonObject.Create(await service.PostAsync($"/predict/{domain}?explain=true&model={model}", row.ToJsonString()).OkAsync())!;
        Assert.True(alone.Remove("predictionId"));
        Assert.True(JsonNode.DeepEquals(alone, JsonObject.Create(answer)), $"{alone}\n{answer}");
    }

    private static void IsPlausible(Column column, JsonElement to)
    {
        if (column.Kind == ColumnKind.Category)
        {
            Assert.Contains(to.GetString(), column.Categories!);
            return;
        }

        Assert.InRange(to.GetDouble(), column.Min!.Value, column.Max!.Value);
        Assert.DoesNotContain(to.GetDouble(), column.Specials ?? []);
        if (column.WholeNumbers) Assert.Equal(Math.Round(to.GetDouble()), to.GetDouble());
    }

    private static double LogOdds(JsonElement answer) => answer.GetProperty("explanation").GetProperty("logOdds").GetDouble();

    private static string? Decision(JsonElement answer)
        => answer.TryGetProperty("decision", out var decision) ? decision.GetString() : answer.GetProperty("band").GetString();
}
