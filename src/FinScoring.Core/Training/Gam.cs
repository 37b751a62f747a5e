using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Training;

/// <summary>Generalized additive model: a sum of one step function per feature, boosted in turn (Lou et al. 2012).</summary>
internal sealed class Gam : Algorithm
{
    public override string Name => "gam";

    // Given weights, ML.NET's trainer learns nothing: every score is 0.
    public override bool Weighs => false;

    public override string Normalization(string asked) => ForTrees(asked);

    public override Trained Fit(MLContext ml, TrainingRun run)
    {
        var predictor = ml.BinaryClassification.Trainers.Gam(new GamBinaryTrainer.Options
        {
            NumberOfIterations = 500,
            LearningRate = 0.02,
            MaximumBinCountPerFeature = 64,
            NumberOfThreads = 1,
            Seed = run.Seed,
        }).Fit(run.Rows);
        return Calibrated(predictor, predictor.Model.Calibrator);
    }
}
