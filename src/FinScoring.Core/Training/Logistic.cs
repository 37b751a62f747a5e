using System.Globalization;
using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace FinScoring.Core.Training;

/// <summary>Logistic regression, maximum likelihood with an L2 penalty, by L-BFGS.</summary>
/// <param name="penalty">Half of it times the squared weights is added to the sum of the rows' losses.</param>
internal sealed class Logistic(float penalty = 1) : Algorithm
{
    /// <summary>With more, the penalty hardly matters: ten to twenty events per variable are the usual rule (Peduzzi et al. 1996).</summary>
    private const double EnoughEvents = 20;

    public override string Name => "logistic";

    public override IReadOnlyList<Algorithm> Settings(double eventsPerInput)
        => eventsPerInput >= EnoughEvents ? [this] : [this, new Logistic(10), new Logistic(100), new Logistic(1000), new Logistic(10_000)];

    public override string Normalization(string asked) => asked;

    public override string Setting => string.Create(CultureInfo.InvariantCulture, $"L2 penalty {penalty}");

    public override Trained Fit(MLContext ml, TrainingRun run)
    {
        var predictor = Trainer(ml, run.Rows, penalty).Fit(run.Rows);
        return Calibrated(predictor, predictor.Model.Calibrator);
    }

    /// <summary>Logistic regression on these rows, or some of their columns.</summary>
    public static LbfgsLogisticRegressionBinaryTrainer Trainer(MLContext ml, FeatureMatrix rows, float penalty)
        => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            ExampleWeightColumnName = rows.Weighted ? FeatureMatrix.Weight : null,
            L1Regularization = 0,
            L2Regularization = penalty,
            MaximumNumberOfIterations = 500,
            NumberOfThreads = 1,
        });
}
