using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>Probabilities of rows against what happened, one entry per row.</summary>
public sealed record ScoredRows(double[] Probability, bool[] Label)
{
    /// <summary>Row weights, or null for all 1.</summary>
    public float[]? Weight { get; init; }

    /// <summary>Group codes, or null.</summary>
    public int[]? Group { get; init; }

    /// <summary>UTC ticks, or null where rows have no time.</summary>
    public long[]? Time { get; init; }

    /// <summary>When the label was known, UTC ticks; null without a horizon.</summary>
    public long[]? LabelEnd { get; init; }

    /// <summary>Trade: simple return over the horizon.</summary>
    public double[]? Return { get; init; }

    /// <summary>Trade: the forecast of <see cref="Return"/>.</summary>
    public double[]? ExpectedReturn { get; init; }

    /// <summary>Trade: the mean return of the training rows behind each forecast.</summary>
    public double[]? TrainingMeanReturn { get; init; }
}

/// <summary>What a fold's model gave: one probability (and, for trade, one expected return) per test row, in their order.</summary>
internal sealed record FoldResult(Fold Fold, string Algorithm, double[] Probability, double[]? ExpectedReturn = null);

/// <summary>The fourth stage: metrics of scored rows, their spread over folds and their 95 % intervals.</summary>
public static class Evaluator
{
    /// <summary>Rows that no part of the model has seen.</summary>
    public static EvaluationReport Holdout(ScoredRows rows, int seed = 1, CancellationToken cancel = default)
        => throw new NotImplementedException();

    /// <summary>The out-of-fold rows of a plan, pooled.</summary>
    internal static EvaluationReport Pooled(
        Dataset data, FoldPlan plan, IReadOnlyList<FoldResult> results, int seed, CancellationToken cancel = default)
        => throw new NotImplementedException();

    /// <summary>The metrics alone, without intervals: for comparing candidates.</summary>
    public static Metrics Measure(double[] probability, bool[] label, float[]? weight = null)
        => throw new NotImplementedException();
}
