using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using LinearModel = Microsoft.ML.Data.RegressionPredictionTransformer<Microsoft.ML.Trainers.LinearRegressionModelParameters>;

namespace FinScoring.Core.Training;

/// <summary>
/// w·x + b by stochastic gradient descent on squared error (Widrow and Hoff 1960) over standardized inputs: the textbook
/// baseline. Its score is no probability: Platt's scaling makes one.
/// </summary>
internal sealed class Linear : Algorithm
{
    private const int Passes = 20;

    public override string Name => "linear";

    public override bool Weighs => false;

    public override bool IsCalibrated => true;

    public override string Normalization(string asked) => "meanVariance";

    public override Trained Fit(MLContext ml, TrainingRun run) => PlattScaling.Calibrate(ml, run, rows => Descend(ml, rows));

    /// <summary>
    /// A step along a row's error e corrects it by rate * |x|^2 * e, so a rate above 2 / |x|^2 overshoots that row. The typical
    /// row sets the first rate to try; where outliers make it diverge, smaller ones follow, down to the longest row's.
    /// </summary>
    private static LinearModel Descend(MLContext ml, FeatureMatrix rows)
    {
        var lengths = Enumerable.Range(0, rows.Rows).Select(r => 1 + rows.Row(r).Sum(x => (double)x.Value * x.Value)).ToArray();
        double rate = 0.5 / lengths.Average(), least = 0.5 / lengths.Max();
        for (; rate > least; rate /= 4)
        {
            if (TryDescend(ml, rows, rate) is { } model) return model;
        }

        return Trainer(ml, least).Fit(rows);
    }

    /// <summary>Null if the descent diverged: no finite weights, or an error larger than the mean's.</summary>
    private static LinearModel? TryDescend(MLContext ml, FeatureMatrix rows, double rate)
    {
        try
        {
            var model = Trainer(ml, rate).Fit(rows);
            var scores = ScoreColumn.Read(model.Transform(rows), rows.Rows);
            var share = rows.Labels.Count(true) / (double)rows.Rows;
            var error = scores.Select((s, r) => Math.Pow(s - (rows.Labels[r] ? 1 : 0), 2)).Average();
            return error <= share * (1 - share) ? model : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static OnlineGradientDescentTrainer Trainer(MLContext ml, double rate)
        => ml.Regression.Trainers.OnlineGradientDescent(new OnlineGradientDescentTrainer.Options
        {
            LabelColumnName = FeatureMatrix.Target,
            NumberOfIterations = Passes,
            LearningRate = (float)rate,
            DecreaseLearningRate = true,
        });
}
