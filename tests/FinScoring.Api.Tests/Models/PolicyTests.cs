using System.Net;
using System.Text.Json;

namespace FinScoring.Api.Tests.Models;

[Collection(OnTrainedModels.Name)]
public sealed class PolicyTests(TrainedModels models)
{
    private const string Route = "/models/loan/default/policy";

    [Fact]
    public async Task A_policy_is_assumed_until_someone_sets_it()
    {
        await using var service = models.NewService();
        var policy = await service.Client.GetAsync(Route).OkAsync();
        // Accepting a bad costs 5, refusing a good 1: decline from 1/6, approve below half those odds.
        Assert.Equal((1, true), (Number(policy), IsAssumed(policy)));
        Assert.Equal((1 / 11.0, 1 / 6.0), (Field(policy, "approveBelow"), Field(policy, "declineFrom")));
        Assert.Equal(
            ["policy", "approveBelow", "declineFrom", "points", "odds", "pointsToDouble", "explain", "reasonShare", "missing", "assumed"],
            policy.EnumerateObject().Select(field => field.Name));
        Assert.Equal((600, 50, 20), (Field(policy, "points"), Field(policy, "odds"), Field(policy, "pointsToDouble")));
    }

    [Fact]
    public async Task Every_state_is_kept_and_numbered_and_named_by_answers_after_a_restart_too()
    {
        await using var service = models.NewService();
        var second = await service.Client.PutJsonAsync(Route, """{"declineFrom":0.5}""").OkAsync();
        Assert.Equal((2, false), (Number(second), IsAssumed(second)));
        Assert.Equal((1 / 11.0, 0.5), (Field(second, "approveBelow"), Field(second, "declineFrom")));
        await service.Client.PutJsonAsync(Route, """{"approveBelow":0.4}""").OkAsync();

        await using var restarted = await service.RestartAsync();
        var third = await restarted.Client.GetAsync(Route).OkAsync();
        Assert.Equal((3, 0.4, 0.5), (Number(third), Field(third, "approveBelow"), Field(third, "declineFrom")));
        Assert.True(IsAssumed(await restarted.Client.GetAsync(Route + "?number=1").OkAsync()));
        Assert.Equal(second.GetRawText(), (await restarted.Client.GetAsync(Route + "?number=2").OkAsync()).GetRawText());
        await restarted.Client.GetAsync(Route + "?number=4").RefusedAsync(HttpStatusCode.NotFound);
        Assert.Equal(3, Number(await restarted.Client.PredictLoanAsync().OkAsync()));
        Assert.Equal(4, Number(await restarted.Client.PutJsonAsync(Route, """{"points":600}""").OkAsync()));
    }

    [Fact]
    public async Task A_policy_decides_from_the_next_answer_on()
    {
        await using var service = models.NewService();
        var before = await service.Client.PredictLoanAsync().OkAsync();
        await service.Client.PutJsonAsync(Route, """{"approveBelow":0,"declineFrom":0,"points":1000}""").OkAsync();
        var after = await service.Client.PredictLoanAsync().OkAsync();
        Assert.Equal("decline", after.GetProperty("decision").GetString());
        // 400 points more at any odds.
        Assert.Equal(before.GetProperty("score").GetInt32() + 400, after.GetProperty("score").GetInt32());
        Assert.Equal(before.GetProperty("probability").GetDouble(), after.GetProperty("probability").GetDouble());
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back()
    {
        await using var service = models.NewService();
        var read = await service.Client.GetStringAsync(Route);
        Assert.Equal(2, Number(await service.Client.PutJsonAsync(Route, read).OkAsync()));
    }

    [Theory]
    [InlineData("""{"points":"600","odds":-1,"threshold":0.2}""", "odds", "points", "threshold")]
    [InlineData("""{"approveBelow":0.3,"declineFrom":0.2}""", "declineFrom")]
    [InlineData("""{"declineFrom":null}""", "declineFrom")]
    [InlineData("""{"points":1e999}""", "points")]
    [InlineData("""{"points":NaN}""", "body")]
    [InlineData("""0.2""", "body")]
    [InlineData("""{}""", "body")]
    [InlineData("""{"policy":1,"assumed":true}""", "body")]
    [InlineData("""{"\ud800":1}""", "body")]
    public async Task A_wrong_policy_names_every_field_and_changes_nothing(string body, params string[] fields)
    {
        await using var service = models.NewService();
        Assert.Equal(fields, await service.Client.PutJsonAsync(Route, body).FieldsRefusedAsync());
        Assert.Equal(1, Number(await service.Client.GetAsync(Route).OkAsync()));
    }

    [Fact]
    public async Task What_a_change_does_not_have_is_told_and_nothing_is_changed()
    {
        await using var service = models.NewService();
        var empty = await service.Client.PutJsonAsync(Route, "").RefusedAsync(HttpStatusCode.BadRequest);
        Assert.StartsWith("The body is empty", Assert.Single(empty.GetProperty("errors").GetProperty("body").EnumerateArray()).GetString(), StringComparison.Ordinal);
        var trial = await service.Client.PutJsonAsync(Route + "?dryRun=true", """{"declineFrom":0.5}""").RefusedAsync(HttpStatusCode.BadRequest);
        Assert.EndsWith("; there are none here.", Assert.Single(trial.GetProperty("errors").GetProperty("dryRun").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.Equal(1, Number(await service.Client.GetAsync(Route).OkAsync()));
    }

    [Fact]
    public async Task Each_model_has_a_policy_of_its_own()
    {
        await using var service = models.NewService();
        Assert.Equal(2, Number(await service.Client.PutJsonAsync("/models/trade/default/policy", """{"flatReturn":0.01}""").OkAsync()));
        Assert.Equal(1, Number(await service.Client.GetAsync(Route).OkAsync()));
        await service.Client.GetAsync("/models/loan/card/policy").RefusedAsync(HttpStatusCode.NotFound);
        await service.Client.PutJsonAsync("/models/risk/default/policy", "{}").RefusedAsync(HttpStatusCode.NotFound);
    }

    private static bool IsAssumed(JsonElement policy) => policy.GetProperty("assumed").GetBoolean();

    private static int Number(JsonElement policy) => policy.GetProperty("policy").GetInt32();

    private static double Field(JsonElement policy, string name) => policy.GetProperty(name).GetDouble();
}
