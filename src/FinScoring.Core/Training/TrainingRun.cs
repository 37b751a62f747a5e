using FinScoring.Core.Data;
using FinScoring.Core.Training.Boosting;
using Microsoft.ML;

namespace FinScoring.Core.Training;

/// <summary>What an algorithm learns from. Not for several threads at once.</summary>
/// <param name="Rows">Normalized training rows, with both classes.</param>
/// <param name="Folds">Cross-validation folds of those rows, by position, for an algorithm that calibrates its scores; may be none.</param>
/// <param name="Seed">All chance comes from here.</param>
/// <param name="Workers">The threads that may work on it.</param>
internal sealed record TrainingRun(FeatureMatrix Rows, Func<IReadOnlyList<(int[] Train, int[] Test)>> Folds, int Seed, Workers Workers) : IDisposable
{
    private BinnedRows? _binned;

    /// <summary>Per slot: 1 where the score may only rise with it, -1 where it may only fall, else 0; empty if it may everywhere.</summary>
    public IReadOnlyList<int> Signs { get; init; } = [];

    /// <summary>The rows as boosters learn from them. Made when first asked for: a search and the fit after it share them.</summary>
    public BinnedRows Binned => _binned ??= BinnedRows.Of(Rows);

    public void Dispose() => _binned?.Dispose();
}

/// <summary>The last steps of a chain, and log-odds = <paramref name="Slope"/> * Score + <paramref name="Offset"/>.</summary>
internal sealed record Trained(IReadOnlyList<ITransformer> Steps, double Slope, double Offset)
{
    /// <summary>What the Score is made of, where it is a sum that is to be shown.</summary>
    public LinearTerms? Terms { get; init; }

    /// <summary>Columns the algorithm will not use, by their index in the matrix: where there are any, it is to be fitted again without.</summary>
    public IReadOnlyList<RejectedColumn> Rejected { get; init; } = [];

    /// <summary>The scores of feature vectors by the library that learned them, where that is not ML.NET.</summary>
    public Func<FeatureRows, double[]>? Reference { get; init; }
}

/// <summary>Score = intercept + sum of coefficient * value, one coefficient for each column of the matrix.</summary>
internal sealed record LinearTerms(double Intercept, IReadOnlyList<double> Coefficients);

/// <summary>A column and why it goes, as the end of a sentence that begins "It went because ".</summary>
internal sealed record RejectedColumn(int Column, string Reason);
