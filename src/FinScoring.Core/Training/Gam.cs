using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Training;

/// <summary>Generalized additive model: a sum of one step function per feature, boosted in turn (Lou et al. 2012).</summary>
internal sealed class Gam : Algorithm
{
    public override string Name => "gam";

    public override string Normalization(string asked) => ForTrees(asked);

    public override Trained Fit(MLContext ml, FeatureMatrix rows, Func<IReadOnlyList<(int[] Train, int[] Test)>> folds, int seed)
    {
        var predictor = ml.BinaryClassification.Trainers.Gam(new GamBinaryTrainer.Options
        {
            ExampleWeightColumnName = rows.Weighted ? FeatureMatrix.Weight : null,
            NumberOfIterations = 500,
            LearningRate = 0.02,
            MaximumBinCountPerFeature = 64,
            NumberOfThreads = 1,
            Seed = seed,
        }).Fit(rows);
        return Calibrated(predictor, predictor.Model.Calibrator);
    }
}
