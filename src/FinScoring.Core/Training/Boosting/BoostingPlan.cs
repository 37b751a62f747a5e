using System.Globalization;

namespace FinScoring.Core.Training.Boosting;

/// <summary>How to grow a model: the parameters, and the number of rounds.</summary>
internal sealed record BoostingPlan(BoostingParameters Parameters, int Rounds)
{
    /// <summary>Shallow trees on samples of rows and features, with an L2 penalty: data sets here are often small and noisy.</summary>
    public static BoostingPlan Usual { get; } = new(new() { LearningRate = 0.05, Leaves = 10, MinimumRowsPerLeaf = 20, FeatureFraction = 0.7, L2 = 1 }, 200);

    /// <summary>For rows too few for any fold: little to learn, little risked.</summary>
    public static BoostingPlan Cautious { get; } = new(new() { LearningRate = 0.1, Leaves = 4, MinimumRowsPerLeaf = 20, FeatureFraction = 0.5, L2 = 10 }, 50);

    /// <summary>The same, but for what is asked for.</summary>
    public BoostingPlan With(BoostingOptions asked) => new(Parameters.With(asked), asked.Trees ?? Rounds);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rounds} trees of up to {Parameters.Leaves} leaves, {Parameters.MinimumRowsPerLeaf} rows or more in each, learning rate {Parameters.LearningRate}");
}
