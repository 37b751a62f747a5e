using System.Net;

namespace FinScoring.Api.Tests.Models;

[Collection(OnTrainedModels.Name)]
public sealed class ChampionTests(TrainedModels models)
{
    [Fact]
    public async Task The_first_version_answers_until_another_is_promoted_and_again_after_a_roll_back()
    {
        await using var service = models.NewService();
        Assert.Equal(1, await AnsweringAsync(service));

        var promoted = await service.Client.PromoteAsync(2).OkAsync();
        Assert.Equal(2, promoted.GetProperty("champion").GetInt32());
        Assert.Equal(2, await AnsweringAsync(service));

        await service.Client.PromoteAsync(1).OkAsync();
        Assert.Equal(1, await AnsweringAsync(service));
    }

    [Fact]
    public async Task A_promotion_survives_a_restart()
    {
        await using var service = models.NewService();
        await service.Client.PromoteAsync(2).OkAsync();
        await using var restarted = await service.RestartAsync();
        Assert.Equal(2, await AnsweringAsync(restarted));
    }

    [Fact]
    public async Task A_version_with_other_fields_is_promoted_only_if_that_is_accepted()
    {
        await using var service = models.NewService();
        var problem = await service.Client.PromoteAsync(3).RefusedAsync(HttpStatusCode.Conflict);
        var difference = problem.GetProperty("difference");
        Assert.Equal("housing", Assert.Single(difference.GetProperty("removed").EnumerateArray()).GetString());
        Assert.Equal(0, difference.GetProperty("added").GetArrayLength());
        Assert.Equal(1, await AnsweringAsync(service));

        await service.Client.PromoteAsync(3, acceptSignatureChange: true).OkAsync();
        Assert.Equal(3, await AnsweringAsync(service));
        problem = await service.Client.PromoteAsync(1).RefusedAsync(HttpStatusCode.Conflict);
        Assert.Equal("housing", Assert.Single(problem.GetProperty("difference").GetProperty("added").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("""{}""", "version")]
    [InlineData("""{"version":"2"}""", "version")]
    [InlineData("""{"version":0}""", "version")]
    [InlineData("""{"version":1.5,"acceptSignatureChange":"yes","force":true}""", "acceptSignatureChange", "force", "version")]
    [InlineData("""{"version":1,"version":2}""", "body")]
    [InlineData("""{"version":""", "body")]
    [InlineData("""[1]""", "body")]
    public async Task A_wrong_promotion_names_every_field(string body, params string[] fields)
    {
        await using var service = models.NewService();
        Assert.Equal(fields, await service.Client.PutJsonAsync("/models/loan/default/champion", body).FieldsRefusedAsync());
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_promoted()
    {
        await using var service = models.NewService();
        await service.Client.PromoteAsync(4).RefusedAsync(HttpStatusCode.NotFound);
        await service.Client.PutJsonAsync("/models/loan/card/champion", """{"version":1}""").RefusedAsync(HttpStatusCode.NotFound);
    }

    private static async Task<int> AnsweringAsync(Service service)
        => (await service.Client.PredictLoanAsync().OkAsync()).GetProperty("version").GetInt32();
}
