using System.Runtime.InteropServices;
using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace FinScoring.Core.Training;

/// <summary>Gradient boosting of trees grown leaf by leaf (Ke et al. 2017). Needs its native library to learn, not to score.</summary>
internal sealed class LightGbm : Algorithm
{
    /// <summary>Below this a further thread costs more than it does.</summary>
    private const int CellsPerThread = 100_000;

    private const float NoWeight = 1e6f;

    /// <summary>The argument that is null where ML.NET makes a tree without splits: the items of its list of them.</summary>
    private const string NoSplits = "items";

    private static readonly Lazy<bool> Native
        = new(() => NativeLibrary.TryLoad("lib_lightgbm", typeof(LightGbmBinaryTrainer).Assembly, null, out _));

    public override string Name => "lightgbm";

    public override bool Available => Native.Value;

    public override string Normalization(string asked) => ForTrees(asked);

    public override Trained Fit(MLContext ml, TrainingRun run)
    {
        try
        {
            var predictor = ml.BinaryClassification.Trainers.LightGbm(Options(run)).Fit(run.Rows);
            return Calibrated(predictor, predictor.Model.Calibrator);
        }
        catch (ArgumentNullException none) when (none.ParamName == NoSplits)
        {
            // No split helps, as where the rows are too few for two leaves, and ML.NET cannot hold a tree of one leaf. The share of
            // events for nearly everyone instead: a penalty that leaves no weight, but does not touch the intercept.
            return new Logistic(NoWeight).Fit(ml, run);
        }
    }

    /// <summary>Shallow trees on samples of rows and features, with an L2 penalty: data sets here are often small and noisy.</summary>
    internal static LightGbmBinaryTrainer.Options Options(TrainingRun run) => new()
    {
        ExampleWeightColumnName = run.Rows.Weighted ? FeatureMatrix.Weight : null,
        NumberOfIterations = 200,
        LearningRate = 0.05,
        NumberOfLeaves = 10,
        MinimumExampleCountPerLeaf = 20,
        Booster = new GradientBooster.Options
        {
            L2Regularization = 1,
            FeatureFraction = 0.7,
            SubsampleFraction = 0.8,
            SubsampleFrequency = 1,
        },
        // ML.NET lets one LightGBM fit run at a time in a process, so folds cannot share the threads: one fit takes them all.
        // The sums are the same to the bit at any number: deterministic turns off those that depend on it, and column-wise
        // histograms are one thread's each (LightGBM would else choose by timing itself).
        NumberOfThreads = (int)Math.Clamp((long)run.Rows.Rows * run.Rows.Slots / CellsPerThread, 1, run.Threads),
        Deterministic = true,
        ForceColumnWise = true,
        Seed = run.Seed,
    };
}
