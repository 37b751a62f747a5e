using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers;

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

    public override string Normalization(string asked) => "meanVariance";

    public override Trained Fit(MLContext ml, FeatureMatrix rows, Func<IReadOnlyList<(int[] Train, int[] Test)>> folds, int seed)
        => PlattScaling.Calibrate(ml, rows, folds(), part => Trainer(ml, part).Fit(part));

    private static OnlineGradientDescentTrainer Trainer(MLContext ml, FeatureMatrix rows)
        => ml.Regression.Trainers.OnlineGradientDescent(new OnlineGradientDescentTrainer.Options
        {
            LabelColumnName = FeatureMatrix.Target,
            NumberOfIterations = Passes,
            LearningRate = (float)StableRate(rows),
            DecreaseLearningRate = true,
        });

    /// <summary>A step along a row's error e corrects it by rate * |x|^2 * e: more than 2 / |x|^2 diverges, so the longest row rules.</summary>
    private static double StableRate(FeatureMatrix rows)
        => 0.5 / (1 + Enumerable.Range(0, rows.Rows).Max(r => rows.Row(r).Sum(x => (double)x.Value * x.Value)));
}
