using System.Runtime.InteropServices;
using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace FinScoring.Core.Training;

/// <summary>Gradient boosting of trees grown leaf by leaf (Ke et al. 2017). Needs its native library to learn, not to score.</summary>
internal sealed class LightGbm : Algorithm
{
    private static readonly Lazy<bool> Native
        = new(() => NativeLibrary.TryLoad("lib_lightgbm", typeof(LightGbmBinaryTrainer).Assembly, null, out _));

    public override string Name => "lightgbm";

    public override bool Available => Native.Value;

    public override string Normalization(string asked) => ForTrees(asked);

    public override Trained Fit(MLContext ml, FeatureMatrix rows, Func<IReadOnlyList<(int[] Train, int[] Test)>> folds, int seed)
    {
        var predictor = ml.BinaryClassification.Trainers.LightGbm(Options(rows, seed)).Fit(rows);
        return Calibrated(predictor, predictor.Model.Calibrator);
    }

    internal static LightGbmBinaryTrainer.Options Options(FeatureMatrix rows, int seed) => new()
    {
        ExampleWeightColumnName = rows.Weighted ? FeatureMatrix.Weight : null,
        NumberOfIterations = 200,
        LearningRate = 0.05,
        NumberOfLeaves = 15,
        MinimumExampleCountPerLeaf = 20,
        NumberOfThreads = 1,
        // Without these LightGBM picks the order of its sums by timing itself.
        Deterministic = true,
        ForceColumnWise = true,
        Seed = seed,
    };
}
