using System.Net;
using FinScoring.Api.Prediction.Batch;
using FinScoring.Api.Tests.Models;
using FinScoring.Core.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FinScoring.Api.Tests.Prediction;

public sealed class BatchWarmUpTests
{
    private const int Rows = 1600;

    [Fact]
    public async Task A_start_scores_made_up_rows_that_no_one_else_counts()
    {
        await using var service = new Service();
        await service.PublishAsync("loan", SomeData.Loans(400), "label=outcome&positive=default&algorithm=logistic&folds=2");
        await service.PublishAsync("risk", SomeData.Companies(400), "label=bankruptcy&algorithm=lightgbm&folds=2");
        service.Settings["Prediction:WarmUpRows"] = $"{Rows}";

        await using var restarted = await service.RestartAsync();
        await ReadyAsync(restarted);
        var metrics = await restarted.Client.GetStringAsync("/metrics");

        Assert.Equal(Rows / 2, Answered(restarted, new("loan", "default")));
        Assert.Equal(Rows / 2, Answered(restarted, new("risk", "default")));
        Assert.DoesNotMatch("(?m)^finscoring_predictions_total.* [1-9]", metrics);
    }

    [Fact]
    public async Task Names_and_texts_with_quotes_and_separators_are_scored_too()
    {
        var lines = SomeData.Loans(400).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var odd = string.Join('\n', lines.Select((line, i) => i == 0 ? $"\"a;b\"\"c\td|e\",{line}" : $"\"x;{i % 3} \"\"y\"\"\",{line}"));
        await using var service = new Service();
        await service.PublishAsync("loan", odd, "label=outcome&positive=default&algorithm=logistic&folds=2&selection=none");
        service.Settings["Prediction:WarmUpRows"] = $"{Rows}";

        await using var restarted = await service.RestartAsync();
        await ReadyAsync(restarted);

        Assert.Equal(Rows, Answered(restarted, new("loan", "default")));
    }

    [Fact]
    public async Task A_load_balancer_is_told_to_wait_and_requests_are_answered()
    {
        await using var service = new Service();
        await service.PublishAsync("loan", SomeData.Loans(400), "label=outcome&positive=default&algorithm=logistic&folds=2");
        service.Settings["Prediction:WarmUpRows"] = "1000000";

        await using var restarted = await service.RestartAsync();
        var problem = await restarted.Client.GetAsync("/health/ready").RefusedAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Contains("warms up", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await restarted.Client.GetAsync("/health/live").OkAsync();
        await restarted.Client.GetStringAsync("/models/loan/default");
    }

    [Fact]
    public async Task A_champion_of_another_algorithm_is_warmed_up_when_it_comes()
    {
        await using var service = new Service { Settings = { ["Prediction:WarmUpRows"] = $"{Rows}" } };
        await service.PublishAsync("loan", SomeData.Loans(400), "label=outcome&positive=default&algorithm=logistic&folds=2");

        for (var tries = 0; Answered(service, new("loan", "default")) < Rows; tries++)
        {
            Assert.True(tries < 600, "No rows were scored within a minute.");
            await Task.Delay(100);
        }
    }

    private static async Task ReadyAsync(Service service)
    {
        for (var tries = 0; (await service.Client.GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 600, "Not ready within a minute.");
            await Task.Delay(100);
        }
    }

    private static double Answered(Service service, ModelKey model)
        => service.Services.GetServices<IHostedService>().OfType<BatchWarmUp>().Single().Measurements.Of(model).Batch.Answered.Value;
}
