using System.Text.Json;
using FinScoring.Api.Models;
using FinScoring.Api.Tests.Http;
using FinScoring.Api.Tests.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FinScoring.Api.Tests.Models;

public sealed class SampleModelsTests
{
    [Fact]
    public async Task An_empty_folder_gets_three_sample_models_that_score_and_only_once()
    {
        await using var service = new Service { Settings = { ["Samples:Train"] = "true" } };
        await service.Services.GetServices<IHostedService>().OfType<SampleModels>().Single().ExecuteTask!;
        var jobs = await service.Client.GetAsync("/jobs").OkAsync();
        Assert.Equal(3, jobs.GetArrayLength());
        foreach (var job in jobs.EnumerateArray())
        {
            var id = job.GetProperty("id").GetString()!;
            var ended = await service.Client.UntilAsync(id, j => j.GetProperty("finishedAt").ValueKind != JsonValueKind.Null);
            Assert.True(ended.GetProperty("status").GetString() == "succeeded", ended.ToString());
        }

        var document = await ApiDocument.ReadAsync(service);
        foreach (var domain in new[] { "loan", "risk", "trade" })
        {
            Assert.Equal(["sample"], document.Models($"/predict/{domain}"));
            var example = document.Example($"/predict/{domain}", Calls.Json, "sample").ToJsonString();
            var answer = await service.Client.PostJsonAsync($"/predict/{domain}?model=sample", example).OkAsync();
            Assert.Equal("sample", answer.GetProperty("model").GetString());
        }

        await using var restarted = await service.RestartAsync();
        Assert.Equal(3, (await restarted.Client.GetAsync("/jobs").OkAsync()).GetArrayLength());
    }

    [Fact]
    public async Task A_folder_with_a_model_gets_no_samples()
    {
        await using var first = new Service();
        await first.PublishAsync("loan", Some.Loan(), Some.LoanOptions);
        await using var service = await first.RestartAsync();
        service.Settings["Samples:Train"] = "true";
        await service.Services.GetServices<IHostedService>().OfType<SampleModels>().Single().ExecuteTask!;
        Assert.Equal(1, (await service.Client.GetAsync("/jobs").OkAsync()).GetArrayLength());
    }
}
