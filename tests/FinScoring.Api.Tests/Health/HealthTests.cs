using System.Net;
using FinScoring.Api.Tests.Models;

namespace FinScoring.Api.Tests.Health;

[Collection(OnTrainedModels.Name)]
public sealed class HealthTests(TrainedModels models)
{
    [Fact]
    public async Task An_empty_volume_is_ready_and_says_so()
    {
        await using var service = new Service();
        Assert.Equal("""{"status":"live"}""", await service.Client.GetStringAsync("/health/live"));
        var ready = await service.Client.GetAsync("/health/ready").OkAsync();
        Assert.Equal(("ready", 0), (ready.GetProperty("status").GetString(), ready.GetProperty("champions").GetInt32()));
        Assert.Contains("empty", ready.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Champions_that_answer_are_ready()
    {
        await using var service = models.NewService();
        Assert.Equal(2, (await service.Client.GetAsync("/health/ready").OkAsync()).GetProperty("champions").GetInt32());
    }

    [Fact]
    public async Task A_flipped_bit_in_a_champion_takes_its_model_out_of_service_and_no_other()
    {
        await using var service = models.NewService();
        FlipABit(Path.Combine(service.Folder, "loan", "default", "1", "model.zip"));

        var problem = await service.Client.GetAsync("/health/ready").RefusedAsync(HttpStatusCode.ServiceUnavailable);
        var champion = Assert.Single(problem.GetProperty("champions").EnumerateArray());
        Assert.Equal("loan", champion.GetProperty("domain").GetString());
        Assert.Equal("default", champion.GetProperty("model").GetString());
        Assert.Equal(1, champion.GetProperty("version").GetInt32());
        await service.Client.PredictLoanAsync().RefusedAsync(HttpStatusCode.ServiceUnavailable);
        await service.Client.GetAsync("/models/loan/default/1/artifact").RefusedAsync(HttpStatusCode.ServiceUnavailable);
        var versions = (await service.Client.GetAsync("/models/loan/default").OkAsync()).GetProperty("versions");
        Assert.Equal(["available", "available", "damaged"], versions.EnumerateArray().Select(v => v.GetProperty("status").GetString()));
        Assert.NotEqual("", versions[2].GetProperty("reason").GetString());

        await service.Client.PredictLoanAsync("?version=2").OkAsync();
        await service.Client.GetByteArrayAsync("/models/trade/default/1/artifact");
        await service.Client.GetAsync("/health/live").OkAsync();

        await service.Client.PromoteAsync(2).OkAsync();
        await service.Client.GetAsync("/health/ready").OkAsync();
        await service.Client.PredictLoanAsync().OkAsync();
        await service.Client.PromoteAsync(1).RefusedAsync(HttpStatusCode.ServiceUnavailable);
    }

    private static void FlipABit(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
