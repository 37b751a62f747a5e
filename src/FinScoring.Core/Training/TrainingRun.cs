using FinScoring.Core.Data;
using Microsoft.ML;

namespace FinScoring.Core.Training;

/// <summary>What an algorithm learns from.</summary>
/// <param name="Rows">Normalized training rows, with both classes.</param>
/// <param name="Folds">Cross-validation folds of those rows, by position, for an algorithm that calibrates its scores; may be none.</param>
/// <param name="Seed">All chance comes from here.</param>
/// <param name="Threads">How many threads may work on it.</param>
internal sealed record TrainingRun(FeatureMatrix Rows, Func<IReadOnlyList<(int[] Train, int[] Test)>> Folds, int Seed, int Threads);

/// <summary>The last steps of a chain, and log-odds = <paramref name="Slope"/> * Score + <paramref name="Offset"/>.</summary>
internal sealed record Trained(IReadOnlyList<ITransformer> Steps, double Slope, double Offset);
