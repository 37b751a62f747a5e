using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Training;

/// <summary>A random forest (Breiman 2001). Its score is no probability: Platt's scaling makes one.</summary>
internal sealed class FastForest : Algorithm
{
    public override string Name => "fastForest";

    public override bool FindsInteractions => true;

    public override bool IsCalibrated => true;

    public override string Normalization(string asked) => ForTrees(asked);

    public override Trained Fit(MLContext ml, TrainingRun run)
        => PlattScaling.Calibrate(ml, run, part => Trainer(ml, part, run.Seed).Fit(part));

    private static FastForestBinaryTrainer Trainer(MLContext ml, FeatureMatrix rows, int seed)
        => ml.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            ExampleWeightColumnName = rows.Weighted ? FeatureMatrix.Weight : null,
            NumberOfTrees = 100,
            NumberOfLeaves = 31,
            MinimumExampleCountPerLeaf = 5,
            FeatureFraction = 0.5,
            NumberOfThreads = 1,
            Seed = seed,
        });
}
