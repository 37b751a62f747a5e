using System.Runtime.InteropServices;
using System.Text;
using FinScoring.Core.Data;
using FinScoring.Core.Training.Boosting;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;
using LightGbmModel = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.LightGbm.LightGbmBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace FinScoring.Core.Training;

/// <summary>
/// Gradient boosting of trees grown leaf by leaf (Ke et al. 2017), tuned inside the training rows. Needs its native library to
/// learn, not to score: the trees are handed to ML.NET.
/// </summary>
/// <param name="plan">How to grow the trees; null until it is tuned.</param>
/// <param name="asked">What of that the training asked for.</param>
internal sealed class LightGbm(BoostingPlan? plan = null, BoostingOptions? asked = null) : Algorithm
{
    /// <summary>ML.NET gives the probability 1 / (1 + exp(-score / 2)) to any LightGBM model, so its trees must learn that score.</summary>
    public const double Slope = 0.5;

    private const float NoWeight = 1e6f;

    private static readonly Lazy<bool> Native
        = new(() => NativeLibrary.TryLoad("lib_lightgbm", typeof(LightGbmBinaryTrainer).Assembly, null, out _));

    public override string Name => "lightgbm";

    public override bool FindsInteractions => true;

    public override bool Monotone => true;

    public override bool Available => Native.Value;

    public override bool Tunes => true;

    public override string? Setting => plan?.ToString();

    public override IReadOnlyList<string> Settable => ["trees", "leaves", "learningRate", "minRows", "l2", "featureShare"];

    public override string? Asked => asked?.Text;

    public override Algorithm With(BoostingOptions asked) => new LightGbm(plan, asked);

    public override Algorithm Tuned(TrainingRun run) => new LightGbm(BoostingSearch.Decide(run, asked ?? BoostingOptions.None), asked);

    public override string Normalization(string asked) => ForTrees(asked);

    public override Trained Fit(MLContext ml, TrainingRun run)
    {
        // No split helps, as where the rows are too few for two leaves, and ML.NET cannot hold a tree of one leaf. The share of
        // events for nearly everyone instead: a penalty that leaves no weight, but does not touch the intercept.
        if (Learn(run, plan ?? BoostingPlan.Usual.With(asked ?? BoostingOptions.None)) is not { } model) return new Logistic(NoWeight).Fit(ml, run);
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(ModelText.SinglePrecision(model)));
        var predictor = (LightGbmModel)ml.BinaryClassification.Trainers.LightGbm(text).Fit(run.Rows);
        // Not the run itself: whoever holds the reference would hold the training rows.
        var slots = run.Rows.Slots;
        return Calibrated(predictor, predictor.Model.Calibrator) with { Reference = rows => Scores(model, rows, slots) };
    }

    /// <summary>The model as text; null if it has no split.</summary>
    private static string? Learn(TrainingRun run, BoostingPlan plan)
    {
        // The features sampled for one tree may have no split where those for the next have: such a round is lost, as it is in the
        // search, and growing goes on. Only a first tree would stay in the model without a split: so it is begun anew.
        for (var lost = 0; lost < plan.Rounds; lost++)
        {
            using var booster = Booster.Over(run.Binned, validation: null, plan.Parameters.Text(run.Seed + lost, run.Signs, run.Workers.OfOneFit));
            if (!booster.Grow()) continue;
            for (var round = lost + 1; round < plan.Rounds; round++) booster.Grow();
            return booster.Model();
        }

        return null;
    }

    private static double[] Scores(string model, FeatureRows rows, int width)
    {
        using var booster = Booster.Load(model);
        return booster.Scores(SparseRows.Of(rows, width));
    }
}
