using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Training;

/// <summary>Gradient boosting of trees (MART, Friedman 2001), in managed code: where LightGBM's native library is missing.</summary>
/// <param name="asked">The settings that the training asked for.</param>
internal sealed class FastTree(BoostingOptions? asked = null) : Algorithm
{
    public override string Name => "fastTree";

    public override bool FindsInteractions => true;

    public override string Normalization(string asked) => ForTrees(asked);

    public override IReadOnlyList<string> Settable => ["trees", "leaves", "learningRate", "minRows", "featureShare"];

    public override string? Asked => asked?.Text;

    public override Algorithm With(BoostingOptions asked) => new FastTree(asked);

    public override Trained Fit(MLContext ml, TrainingRun run)
    {
        var predictor = ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            ExampleWeightColumnName = run.Rows.Weighted ? FeatureMatrix.Weight : null,
            NumberOfTrees = asked?.Trees ?? 200,
            LearningRate = asked?.LearningRate ?? 0.05,
            NumberOfLeaves = asked?.Leaves ?? 10,
            MinimumExampleCountPerLeaf = asked?.MinRows ?? 20,
            FeatureFraction = asked?.FeatureShare ?? 0.7,
            BaggingSize = 1,
            BaggingExampleFraction = 0.8,
            NumberOfThreads = 1,
            Seed = run.Seed,
        }).Fit(run.Rows);
        return Calibrated(predictor, predictor.Model.Calibrator);
    }
}
