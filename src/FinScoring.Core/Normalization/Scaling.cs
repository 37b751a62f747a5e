using FinScoring.Core.Data;
using Microsoft.ML;

namespace FinScoring.Core.Normalization;

/// <summary>The ways to bring numbers to a common scale.</summary>
internal static class Scaling
{
    public const string None = "none", MeanVariance = "meanVariance", MinMax = "minMax", Robust = "robust", Binning = "binning";

    /// <summary>Not a scale of numbers only: <see cref="Normalization.WeightOfEvidence"/> takes categories, too.</summary>
    public const string WeightOfEvidence = "weightOfEvidence";

    /// <summary>Each number on a scale chosen for it (<see cref="Normalization.PerColumn.ColumnScaling"/>), for linear models.</summary>
    public const string PerColumn = "perColumn";

    /// <summary>Leaves it to <see cref="Asked"/>.</summary>
    public const string Auto = "auto";

    private const int Bins = 20;
    // The training range is 0 to 1 there. What single precision cannot hold is no number.
    private const string Clamp = "(x) => isna(x) || x < 0f ? 0f : x > 1f ? 1f : x";

    // A middle half of next to nothing would make numbers that no sum holds.
    private const string Finite = "(x) => isna(x) ? 0f : x > 1000000f ? 1000000f : x < -1000000f ? -1000000f : x";

    /// <summary>The names a caller may choose from.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, PerColumn, MeanVariance, MinMax, Robust, Binning];

    /// <summary>
    /// The name behind a name. Where rows follow time and are a series, or tell of few events, folds are few that are independent, and
    /// scales that fit the past better may fit the future worse: numbers are standardized then.
    /// </summary>
    public static string Asked(string name, bool inTime) => name != Auto ? name : inTime ? MeanVariance : PerColumn;

    /// <summary>The scale that features are selected on: one slot for each number.</summary>
    public static string ForSelection(string name) => name == PerColumn ? MeanVariance : name;

    /// <summary>
    /// Whether numbers are held to the range of the training rows (winsorized): a line learned inside it says nothing of what lies
    /// beyond. Trees see them as they are, and are flat beyond their last split.
    /// </summary>
    public static bool HoldsToRange(string name) => name != None;

    /// <summary>The fitted steps that scale the vector <paramref name="column"/> of <paramref name="imputed"/> in place.</summary>
    public static IEnumerable<ITransformer> Fit(
        MLContext ml, string name, string column, IDataView imputed, IEnumerable<NumericColumn> numbers, int[] rows)
    {
        if (name == None) yield break;
        if (name == Binning)
        {
            yield return ml.Transforms.NormalizeBinning(column, maximumBinCount: Bins, fixZero: false).Fit(imputed);
            yield break;
        }

        if (name == Robust)
        {
            // NormalizeRobustScaling divides by half the range, which one outlier rules. Min-max over two rows, the medians and the
            // medians plus the interquartile ranges, is the affine map meant.
            yield return ml.Transforms.NormalizeMinMax(column, fixZero: false).Fit(RobustScale.View(column, numbers, rows));
            yield return ml.Transforms.Expression(column, Finite, column).Fit(imputed);
            yield break;
        }

        var range = ml.Transforms.NormalizeMinMax(column, fixZero: false).Fit(imputed);
        var ranged = range.Transform(imputed);
        var clamp = ml.Transforms.Expression(column, Clamp, column).Fit(ranged);
        yield return range;
        yield return clamp;
        if (name == MeanVariance) yield return ml.Transforms.NormalizeMeanVariance(column, fixZero: false).Fit(clamp.Transform(ranged));
        else if (name != MinMax) throw new ArgumentOutOfRangeException(nameof(name), name, "No such normalization.");
    }
}
