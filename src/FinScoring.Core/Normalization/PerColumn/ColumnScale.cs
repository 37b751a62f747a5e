namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>What a numeric column is to a linear model; simplest first.</summary>
public enum ColumnScale
{
    /// <summary>(x - mean) / standard deviation.</summary>
    MeanVariance,

    /// <summary>Its place among the training rows, standardized: tails of any length weigh no more than their rows.</summary>
    Rank,

    /// <summary>One slot for each of few values: numbers that are codes.</summary>
    Levels,

    /// <summary>The weight of evidence of the bin it is in, bins learned from the label.</summary>
    WeightOfEvidence,

    /// <summary>A curve: straight in its place among the training rows within each fifth of them.</summary>
    Curve,
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
