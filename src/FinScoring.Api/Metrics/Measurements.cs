using System.Runtime.CompilerServices;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Prometheus;

namespace FinScoring.Api.Metrics;

/// <summary>
/// What is counted while the service works, in a registry of its own: two services in one process do not mix. The labels are
/// domains and names of models that exist, so their number is bounded. Thread-safe.
/// </summary>
internal sealed class Measurements
{
    private static readonly string[] PredictionLabels = ["domain", "model", "request", "outcome"];
    private static readonly string[] TimeLabels = ["domain", "model"];
    private static readonly string[] WhatIfLabels = ["domain", "model", "outcome"];
    private static readonly double[] Seconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1];
    private static readonly double[] LongerSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1, 5, 30];

    // Finding a counter by its labels would cost every request; it goes with the scorer.
    private readonly ConditionalWeakTable<Scorer, PredictionCounts> _ofScorers = [];
    private readonly Counter _predictions;
    private readonly Histogram _times;
    private readonly Counter _whatIfs;
    private readonly Histogram _whatIfTimes;

    public Measurements()
    {
        Factory = Prometheus.Metrics.WithCustomRegistry(Registry);
        // Else each count would look for a trace, which the text format cannot show.
        Factory.ExemplarBehavior = ExemplarBehavior.NoExemplars();
        _predictions = Factory.CreateCounter(
            "finscoring_predictions_total",
            "Rows by what became of them: answered, invalid (the request's fault), failed (the service's).", PredictionLabels);
        _times = Factory.CreateHistogram(
            "finscoring_prediction_seconds",
            "Time to read and score the row of a single prediction that was answered.", TimeLabels, new() { Buckets = Seconds });
        _whatIfs = Factory.CreateCounter(
            "finscoring_what_ifs_total",
            "Questions by what became of them: answered, invalid, refused (too many searches waited), failed.", WhatIfLabels);
        _whatIfTimes = Factory.CreateHistogram(
            "finscoring_what_if_seconds", "Time to answer a question, the wait for a place included.", TimeLabels, new() { Buckets = LongerSeconds });
        DotNetStats.Register(Registry);
    }

    public CollectorRegistry Registry { get; } = Prometheus.Metrics.NewCustomRegistry();

    public MetricFactory Factory { get; }

    /// <summary>The counts of the model that this is a version of.</summary>
    public PredictionCounts Of(Scorer scorer)
        => _ofScorers.TryGetValue(scorer, out var counts) ? counts : _ofScorers.GetValue(scorer, added => Of(added.Manifest.Key.Model));

    /// <summary>The counts of a model that exists.</summary>
    public PredictionCounts Of(ModelKey model) => new(
        Rows(model, "single"), Rows(model, "batch"), _times.WithLabels(model.Domain, model.Name), new(
            WhatIfs(model, "answered"), WhatIfs(model, "invalid"), WhatIfs(model, "refused"), WhatIfs(model, "failed"),
            _whatIfTimes.WithLabels(model.Domain, model.Name)));

    private Counter.Child WhatIfs(ModelKey model, string outcome) => _whatIfs.WithLabels(model.Domain, model.Name, outcome);

    private RowCounts Rows(ModelKey model, string request)
        => new(Rows(model, request, "answered"), Rows(model, request, "invalid"), Rows(model, request, "failed"));

    private Counter.Child Rows(ModelKey model, string request, string outcome)
        => _predictions.WithLabels(model.Domain, model.Name, request, outcome);
}

/// <summary>The predictions of one model.</summary>
internal sealed record PredictionCounts(RowCounts Single, RowCounts Batch, IObserver SingleSeconds, WhatIfCounts WhatIf);

/// <summary>Questions by what became of them, and how long they took.</summary>
internal sealed record WhatIfCounts(ICounter Answered, ICounter Invalid, ICounter Refused, ICounter Failed, IObserver Seconds);

/// <summary>Rows by what became of them.</summary>
internal sealed record RowCounts(ICounter Answered, ICounter Invalid, ICounter Failed);
