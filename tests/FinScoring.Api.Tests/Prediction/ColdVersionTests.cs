using System.Diagnostics;
using System.Net;
using System.Text;
using FinScoring.Core;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using Microsoft.ML;

namespace FinScoring.Api.Tests.Prediction;

/// <summary>Versions that are not in memory, asked for by many at once, of a service in a process of its own.</summary>
public sealed class ColdVersionTests : IDisposable
{
    private const int Versions = 8;

    /// <summary>What is asked for at once takes seconds on one core; those who wait for none of it are answered all the while.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("finscoring-cold-").FullName;

    [Fact]
    public async Task Two_hundred_requests_at_once_for_cold_versions_and_reports_are_answered_and_hold_up_no_other()
    {
        Publish();
        using var service = await ServiceProcess.StartAsync(_folder, byDotnet: true);
        service.Client.Timeout = TimeSpan.FromMinutes(5);
        await PredictAsync(service, "?model=other");

        var asked = Enumerable.Range(0, 200).Select(i => AskAsync(service, i)).ToArray();
        var all = Task.WhenAll(asked);
        var slowest = TimeSpan.Zero;
        do
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(HttpStatusCode.OK, await GetAsync(service, "/health/live"));
            Assert.Equal(HttpStatusCode.OK, await PredictAsync(service, "?model=other"));
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
        }
        while (!all.IsCompleted);
        Assert.All(await all, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange(slowest, TimeSpan.Zero, Patience);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<HttpStatusCode> AskAsync(ServiceProcess service, int i)
    {
        // The champion is version 1; every other in turn is asked for in every way.
        var version = 2 + i % (Versions - 1);
        return (i / (Versions - 1) % 5) switch
        {
            0 => PredictAsync(service, $"?version={version}"),
            1 => PredictAsync(service, $"?version={version}&explain=true"),
            2 => PredictAsync(service, $"?version={version}&explain=reasons"),
            3 => GetAsync(service, $"/models/loan/default/{version}/report"),
            _ => GetAsync(service, $"/models/loan/default/{version}/effects"),
        };
    }

    private static async Task<HttpStatusCode> GetAsync(ServiceProcess service, string path)
    {
        using var answer = await service.Client.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PredictAsync(ServiceProcess service, string query)
    {
        using var body = new StringContent(SomeData.Loan().ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await service.Client.PostAsync("/predict/loan" + query, body);
        return answer.StatusCode;
    }

    /// <summary>One trained model as eight versions of loan/default and one of loan/other.</summary>
    private void Publish()
    {
        var staging = Directory.CreateDirectory(Path.Combine(_folder, "staging")).FullName;
        var data = Path.Combine(staging, "data.csv");
        File.WriteAllText(data, SomeData.Loans(400));
        TrainingOptions options = new() { Label = "outcome", Positive = "default", Algorithm = "lightgbm", Selection = "none", Folds = 2 };
        var trained = new ScoringPipeline(1).Train(Domain.Find("loan")!, TableReader.Read(data, header: true, []), options, _ => { });
        new MLContext().Model.Save(trained.Chain, trained.Schema, Path.Combine(staging, "model.zip"));
        File.WriteAllBytes(Path.Combine(staging, "explanation.json"), trained.Explanation.ToJson());
        using var store = new ModelStore(_folder, ExplanationCheck.Verify);
        foreach (var job in Enumerable.Range(0, Versions + 1))
            store.Publish(trained.Manifest with { Model = job == Versions ? "other" : "default", Job = $"job-{job}", CreatedAt = DateTime.UnixEpoch }, staging, promote: false);
        Directory.Delete(staging, recursive: true);
    }
}
