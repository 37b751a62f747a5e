using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>Probabilities of rows against what happened, one entry per row.</summary>
public sealed record ScoredRows(double[] Probability, bool[] Label)
{
    /// <summary>Row weights, or null for all 1.</summary>
    public float[]? Weight { get; init; }

    /// <summary>The event rate that <see cref="Weight"/> makes, where it is known to be the population's and not left to chance.</summary>
    public double? PopulationRate { get; init; }

    /// <summary>Codes of rows that are not independent, as of one group or copies of one another; or null.</summary>
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

    /// <summary>The protected columns.</summary>
    public IReadOnlyList<TableColumn> Protected { get; init; } = [];

    /// <summary>The test rows of all folds, weighed to the population's event rate where that is known.</summary>
    internal static ScoredRows Pooled(Dataset data, IReadOnlyList<FoldResult> results, double? populationRate)
        => Of(data, results, Weights(data, results, populationRate)) with { PopulationRate = populationRate };

    /// <summary>Of all rows of the dataset.</summary>
    internal static float[]? Weights(Dataset data, IReadOnlyList<FoldResult> results, double? populationRate)
        => populationRate is { } rate ? PopulationWeights.Of(data, results.SelectMany(r => r.Fold.Test), rate) : data.Weight;

    /// <summary>The test rows of the folds, one fold after the other; weights are those of all rows of the dataset.</summary>
    internal static ScoredRows Of(Dataset data, IReadOnlyList<FoldResult> results, float[]? weight)
    {
        int[] rows = [.. results.SelectMany(r => r.Fold.Test)];
        return new([.. results.SelectMany(r => r.Probability)], Pick(data.Label, rows)!)
        {
            Weight = Pick(weight, rows),
            Protected = [.. data.Protected.Select(column => column.Take(rows))],
            Group = Pick(data.Units, rows),
            Time = Pick(data.Time, rows),
            LabelEnd = Pick(data.LabelEnd, rows),
            Return = Pick(data.Return, rows),
            ExpectedReturn = results.All(r => r.ExpectedReturn is not null) ? [.. results.SelectMany(r => r.ExpectedReturn!)] : null,
            TrainingMeanReturn = data.Return is { } value
                ? [.. results.SelectMany(r => Enumerable.Repeat(r.Fold.Train.Average(t => value[t]), r.Fold.Test.Length))]
                : null,
        };
    }

    private static T[]? Pick<T>(T[]? values, int[] rows) => values is null ? null : Array.ConvertAll(rows, r => values[r]);
}

/// <summary>What a fold's model gave: one probability (and, for trade, one expected return) per test row, in their order.</summary>
internal sealed record FoldResult(Fold Fold, string Algorithm, double[] Probability, double[]? ExpectedReturn = null);
