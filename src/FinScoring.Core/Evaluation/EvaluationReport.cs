namespace FinScoring.Core.Evaluation;

/// <summary>
/// Discrimination and calibration of probabilities against outcomes. Null where undefined (AUC with one class). Where rows
/// have weights, each counts with its weight; the confusion matrix counts rows.
/// </summary>
public sealed record Metrics
{
    /// <summary>Area under the ROC curve, 0 to 1; ties count one half.</summary>
    public double? Auc { get; init; }

    /// <summary>2 AUC - 1.</summary>
    public double? Gini { get; init; }

    /// <summary>Kolmogorov-Smirnov: the largest distance between the score distributions of the classes, 0 to 1.</summary>
    public double? Ks { get; init; }

    /// <summary>Mean negative log-likelihood in nats, probabilities clipped at 1e-15.</summary>
    public double LogLoss { get; init; }

    /// <summary>Mean squared error of the probability (Brier 1950).</summary>
    public double Brier { get; init; }

    /// <summary>Share of rows on the right side of probability 0.5, which itself counts as the event.</summary>
    public double Accuracy { get; init; }

    /// <summary>
    /// Expected calibration error: mean distance of mean probability and event rate over ten bins of equal mass (Naeini,
    /// Cooper and Hauskrecht 2015). Rows of equal probability share the bin of their middle rank.
    /// </summary>
    public double CalibrationError { get; init; }

    /// <summary>Counts at probability 0.5.</summary>
    public required ConfusionMatrix Confusion { get; init; }
}

/// <summary>Rows by prediction and outcome; positive is the event.</summary>
public sealed record ConfusionMatrix(long TruePositive, long FalsePositive, long TrueNegative, long FalseNegative);

/// <summary>A 95 % interval.</summary>
public sealed record Interval(double Low, double High);

/// <summary>One fold's own result.</summary>
public sealed record FoldReport(int Rows, int Events, int TrainingRows, DateTime? From, DateTime? To, string Algorithm, Metrics Metrics);

/// <summary>What an evaluation found.</summary>
public sealed record EvaluationReport
{
    /// <summary>stratified, grouped, forward, or holdout.</summary>
    public required string Protocol { get; init; }

    public required int Rows { get; init; }

    public required int Events { get; init; }

    /// <summary>Pooled over all rows scored.</summary>
    public required Metrics Metrics { get; init; }

    /// <summary>Standard deviation of each metric over the folds, by the metric's camelCase name. AUC, Gini, KS: over folds with both classes.</summary>
    public IReadOnlyDictionary<string, double> Spread { get; init; } = new Dictionary<string, double>();

    /// <summary>95 % intervals by the metric's camelCase name, from resampling rows, groups or blocks of time.</summary>
    public IReadOnlyDictionary<string, Interval> Intervals { get; init; } = new Dictionary<string, Interval>();

    public IReadOnlyList<FoldReport> Folds { get; init; } = [];

    /// <summary>Trade: root mean squared error of expectedReturn, and of always forecasting the training mean.</summary>
    public ReturnReport? Returns { get; init; }
}

/// <summary>How well expectedReturn forecasts, out of fold, against the mean return of each training window.</summary>
public sealed record ReturnReport(double Rmse, double RmseOfMean);
