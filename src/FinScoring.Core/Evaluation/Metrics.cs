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

    /// <summary>
    /// Area under the precision-recall curve as average precision: the mean, over the events, of the precision at each event's
    /// probability; no interpolation. A model that knows nothing reaches the event rate. Null with one class.
    /// </summary>
    public double? PrAuc { get; init; }

    /// <summary>
    /// The Gini of the rows whose probability is at most 0.4 (Lessmann et al. 2015): how well a lender tells apart those who may
    /// be accepted. Null where these rows have one class.
    /// </summary>
    public double? PartialGini { get; init; }

    /// <summary>
    /// H-measure, 0 to 1 (Hand 2009): the share of the expected loss that the model saves against treating all rows alike, over
    /// costs whose distribution is the same for every model: Beta(1 + event rate, 1 + share of others) for the cost of a false
    /// alarm as a share of both (Hand and Anagnostopoulos 2014). Null with one class.
    /// </summary>
    public double? HMeasure { get; init; }

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

    /// <summary>
    /// Slope of the logistic regression of the outcome on the log-odds of its probability (Cox 1958). 1 is right; below 1 the
    /// probabilities are too extreme, above 1 too timid. Probabilities clipped at 1e-15. Null with one class, or if one
    /// probability separates the classes.
    /// </summary>
    public double? CalibrationSlope { get; init; }

    /// <summary>
    /// Calibration in the large (Cox 1958): what has to be added to every log-odds, the slope being 1, for the mean probability
    /// to equal the event rate. 0 is right; below 0 the probabilities are too high. Clipped as for the slope. Null with one
    /// class.
    /// </summary>
    public double? CalibrationIntercept { get; init; }

    /// <summary>Counts at probability 0.5.</summary>
    public required ConfusionMatrix Confusion { get; init; }
}

/// <summary>Rows by prediction and outcome; positive is the event.</summary>
public sealed record ConfusionMatrix(long TruePositive, long FalsePositive, long TrueNegative, long FalseNegative);
