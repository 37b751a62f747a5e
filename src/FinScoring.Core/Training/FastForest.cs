using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Training;

/// <summary>A random forest (Breiman 2001). Its score is no probability: Platt's scaling makes one.</summary>
/// <param name="asked">The settings that the training asked for.</param>
internal sealed class FastForest(BoostingOptions? asked = null) : Algorithm
{
    public override string Name => "fastForest";

    public override bool FindsInteractions => true;

    public override bool IsCalibrated => true;

    public override string Normalization(string asked) => ForTrees(asked);

    public override IReadOnlyList<string> Settable => ["trees", "leaves", "minRows", "featureShare"];

    public override string? Asked => asked?.Text;

    public override Algorithm With(BoostingOptions asked) => new FastForest(asked);

    public override Trained Fit(MLContext ml, TrainingRun run)
        => PlattScaling.Calibrate(ml, run, part => Trainer(ml, part, run.Seed).Fit(part));

    private FastForestBinaryTrainer Trainer(MLContext ml, FeatureMatrix rows, int seed)
        => ml.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            ExampleWeightColumnName = rows.Weighted ? FeatureMatrix.Weight : null,
            NumberOfTrees = asked?.Trees ?? 100,
            NumberOfLeaves = asked?.Leaves ?? 31,
            MinimumExampleCountPerLeaf = asked?.MinRows ?? 5,
            FeatureFraction = asked?.FeatureShare ?? 0.5,
            NumberOfThreads = 1,
            Seed = seed,
        });
}
