using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace FinScoring.Core.Training;

/// <summary>Logistic regression, maximum likelihood with an L2 penalty, by L-BFGS.</summary>
internal sealed class Logistic : Algorithm
{
    public override string Name => "logistic";

    public override string Normalization(string asked) => asked;

    public override Trained Fit(MLContext ml, TrainingRun run)
    {
        var predictor = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            ExampleWeightColumnName = run.Rows.Weighted ? FeatureMatrix.Weight : null,
            L1Regularization = 0,
            L2Regularization = 1,
            MaximumNumberOfIterations = 500,
            NumberOfThreads = 1,
        }).Fit(run.Rows);
        return Calibrated(predictor, predictor.Model.Calibrator);
    }
}
