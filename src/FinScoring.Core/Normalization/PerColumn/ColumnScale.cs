namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>
/// What a numeric column is to a linear model, from simple to free: standardized, (x - mean) / deviation; its rank among the
/// training rows, standardized; a curve, straight in the rank within each fifth of them; one slot for each of few values; or
/// the weight of evidence of its bin.
/// </summary>
public enum ColumnScale
{
    /// <summary>(x - mean) / standard deviation.</summary>
    MeanVariance,

    /// <summary>Its place among the training rows, standardized: tails of any length weigh no more than their rows.</summary>
    Rank,

    /// <summary>A curve: straight in its place among the training rows within each fifth of them.</summary>
    Curve,

    /// <summary>One slot for each of few values: numbers that are codes.</summary>
    Levels,

    /// <summary>The weight of evidence of the bin it is in. Bins and weights are learned from the label: steps that no other scale has.</summary>
    WeightOfEvidence,
}

/// <summary>How a numeric column was normalized for the linear model.</summary>
/// <param name="Name">The column.</param>
/// <param name="Scale">What was chosen.</param>
/// <param name="LogLoss">
/// Of the column alone so, cross-validated inside the training rows; null where there was nothing to choose: a column of two
/// values, or too few rows.
/// </param>
/// <param name="StandardizedLogLoss">The same, had it been standardized like any other.</param>
public sealed record ColumnNormalization(string Name, ColumnScale Scale, double? LogLoss, double? StandardizedLogLoss);
