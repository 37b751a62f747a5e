using FinScoring.Api.Training;
using FinScoring.Api.Training.Jobs;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Models;

/// <summary>Section Samples.</summary>
internal sealed class SamplesOptions
{
    /// <summary>Whether an empty models folder gets the three sample models at start. Default: false; true in Development.</summary>
    public bool Train { get; set; }
}

/// <summary>
/// Trains one model of each domain, named sample, on the generated files of samples/, so that a newcomer has something to try.
/// They are jobs like any other; a reader's own models have other names and are not touched.
/// </summary>
internal sealed class SampleModels(IOptions<SamplesOptions> options, TrainingIntake intake, JobBook jobs, ModelStore store, ModelLog log)
    : BackgroundService
{
    public const string Name = "sample";

    private static readonly (string Domain, TrainingOptions Options)[] Samples =
    [
        ("loan", Options with { Label = "outcome", Positive = "default", Protected = ["age"] }),
        ("risk", Options with { Label = "bankruptcy", Time = "date", Group = "company", Horizon = "P12M" }),
        ("trade", Options with { Features = ["sentiment", "volatility_index"] }),
    ];

    // Quick, and on every processor.
    private static TrainingOptions Options
        => new() { Algorithm = "logistic", Folds = 3, Note = "Trained on a generated sample: made-up data." };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Train)
            return;
        // Whoever deletes the samples, or cancels their jobs, does not get them again.
        var earlier = await jobs.ListAsync(new(null, null, null, Limit: "1"), stoppingToken);
        if (store.Models().Count > 0 || earlier.Count > 0)
            return;
        log.TrainingSamples(Samples.Length);
        foreach (var (domain, training) in Samples)
        {
            var path = Path.Combine(AppContext.BaseDirectory, "samples", $"{domain}.csv");
            if (File.Exists(path))
                await intake.AcceptAsync(path, new(domain, Name, training), stoppingToken);
        }
    }
}
