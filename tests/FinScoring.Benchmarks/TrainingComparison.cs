using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace FinScoring.Benchmarks;

/// <summary>
/// A LightGBM training of Taiwan card over HTTP (reading, signature, five folds, each with its search, evaluation, the final fit,
/// publishing) against six bare ML.NET fits of the same rows, 200 trees of 10 leaves: five on four fifths of the rows, one on all.
/// </summary>
internal static class TrainingComparison
{
    private const string Label = "default_payment_next_month";
    private const int Folds = 5;

    /// <param name="service">Where the service listens.</param>
    public static async Task RunAsync(Uri service)
    {
        var bare = FitBare();
        Console.WriteLine($"{Folds + 1} bare fits: {bare.TotalSeconds:F2} s");
        var whole = await TrainAsync(service);
        Console.WriteLine($"training over HTTP: {whole.TotalSeconds:F2} s, {whole / bare:F2} times as long");
    }

    private static TimeSpan FitBare()
    {
        var ml = new MLContext(1);
        var columns = File.ReadLines(SharedData.TaiwanCard).First().Split(',').Length;
        var rows = ml.Data.Cache(ml.Data.LoadFromTextFile(SharedData.TaiwanCard,
            [new("Features", DataKind.Single, 1, columns - 2), new("Label", DataKind.Boolean, columns - 1)], separatorChar: ',', hasHeader: true));
        // Read once, so that no fit pays for the file.
        rows.Preview(maxRows: 30_000);
        IDataView[] sets = [.. ml.Data.CrossValidationSplit(rows, Folds, seed: 1).Select(fold => fold.TrainSet), rows];
        var options = new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = 200,
            LearningRate = 0.05,
            NumberOfLeaves = 10,
            MinimumExampleCountPerLeaf = 20,
            NumberOfThreads = Environment.ProcessorCount,
        };

        var watch = Stopwatch.StartNew();
        foreach (var set in sets)
            ml.BinaryClassification.Trainers.LightGbm(options).Fit(set);
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> TrainAsync(Uri service)
    {
        using var client = new HttpClient { BaseAddress = service, Timeout = TimeSpan.FromMinutes(15) };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/train/loan?model=taiwan-card&label={Label}&algorithm=lightgbm&folds={Folds}");
        request.Content = new ByteArrayContent(await File.ReadAllBytesAsync(SharedData.TaiwanCard));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Add("Prefer", "wait=600");

        var watch = Stopwatch.StartNew();
        using var answer = await client.SendAsync(request);
        var elapsed = watch.Elapsed;
        using var job = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return job.RootElement.TryGetProperty("status", out var status) && status.GetString() == "succeeded"
            ? elapsed
            : throw new InvalidOperationException($"The training did not succeed: {job.RootElement}");
    }
}
