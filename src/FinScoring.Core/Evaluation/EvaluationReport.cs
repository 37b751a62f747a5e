using FinScoring.Core.Evaluation.Fairness;

namespace FinScoring.Core.Evaluation;

/// <summary>A 95 % interval.</summary>
public sealed record Interval(double Low, double High);

/// <summary>One fold's own result.</summary>
public sealed record FoldReport(int Rows, int Events, int TrainingRows, DateTime? From, DateTime? To, string Algorithm, Metrics Metrics);

/// <summary>What an evaluation found.</summary>
public sealed record EvaluationReport
{
    /// <summary>stratified, grouped, forward, holdout, or recalibrated: each fifth of a file under a line learned on the others.</summary>
    public required string Protocol { get; init; }

    public required int Rows { get; init; }

    public required int Events { get; init; }

    /// <summary>Pooled over all rows scored.</summary>
    public required Metrics Metrics { get; init; }

    /// <summary>
    /// The population's event rate that the rows were weighed to: an event counts rate / share of events, another row
    /// (1 - rate) / share of others, in the folds as in all. AUC, Gini and KS do not depend on it, the rest says what to expect in
    /// the population; the confusion matrix counts rows. Null where rows count as they are, always for a labelled file.
    /// </summary>
    public double? PopulationRate { get; init; }

    /// <summary>
    /// Log-loss of knowing nothing: of forecasting, for each row, the event rate of the rows its fold learned from, or PopulationRate.
    /// Null for a labelled file, and in evaluations stored before it was measured.
    /// </summary>
    public double? EventRateLogLoss { get; init; }

    /// <summary>Standard deviation of each metric over the folds, by the metric's camelCase name. AUC, Gini, KS: over folds with both classes.</summary>
    public IReadOnlyDictionary<string, double> Spread { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// What was drawn anew for the intervals, such as "1400 rows", "31 groups", "2183 rows within 2 blocks of dates" or "300 dates in
    /// blocks of 12". Null where too little is independent, and in evaluations stored before it was said.
    /// </summary>
    public string? Resampled { get; init; }

    /// <summary>
    /// 95 % intervals by the metric's camelCase name, from resampling rows, groups or blocks of time. That of calibrationError is
    /// wider than it need be: noise counts as miscalibration, and the interval is 0 to something where noise may be all there is.
    /// Those of ks and hMeasure, each the best of many thresholds and so too high by chance, lie lower than the figures, as the
    /// population's values do.
    /// </summary>
    public IReadOnlyDictionary<string, Interval> Intervals { get; init; } = new Dictionary<string, Interval>();

    /// <summary>The pooled Brier score's parts. Null in evaluations stored before there were any.</summary>
    public BrierDecomposition? Decomposition { get; init; }

    /// <summary>Whether a monotone recalibration would help, cross-fitted over the folds; null without two folds, as for a labelled file.</summary>
    public IsotonicRecalibration? Isotonic { get; init; }

    /// <summary>Curves and tables of all rows scored. Null in evaluations stored before there were any.</summary>
    public Curves? Curves { get; init; }

    public IReadOnlyList<FoldReport> Folds { get; init; } = [];

    /// <summary>What to know before believing it: rows the training saw, categories it did not.</summary>
    // What was stored before there were any is read as null.
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Of a labelled file: how the groups of each protected column that it holds fare, grouped as in the training, at the thresholds
    /// of the policy in force. Those of the training itself are the manifest's.
    /// </summary>
    // What was stored before there were audits is read as null.
    public IReadOnlyList<FairnessReport> Fairness { get; init => field = value ?? []; } = [];

    /// <summary>Trade: root mean squared error of expectedReturn, and of always forecasting the training mean.</summary>
    public ReturnReport? Returns { get; init; }
}

