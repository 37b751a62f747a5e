using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Training;

/// <summary>Gradient boosting of trees (MART, Friedman 2001), in managed code: where LightGBM's native library is missing.</summary>
internal sealed class FastTree : Algorithm
{
    public override string Name => "fastTree";

    public override bool FindsInteractions => true;

    public override string Normalization(string asked) => ForTrees(asked);

    public override Trained Fit(MLContext ml, TrainingRun run)
    {
        var predictor = ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            ExampleWeightColumnName = run.Rows.Weighted ? FeatureMatrix.Weight : null,
            NumberOfTrees = 200,
            LearningRate = 0.05,
            NumberOfLeaves = 10,
            MinimumExampleCountPerLeaf = 20,
            FeatureFraction = 0.7,
            BaggingSize = 1,
            BaggingExampleFraction = 0.8,
            NumberOfThreads = 1,
            Seed = run.Seed,
        }).Fit(run.Rows);
        return Calibrated(predictor, predictor.Model.Calibrator);
    }
}
