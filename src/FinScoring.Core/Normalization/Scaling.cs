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

    // Scores stay finite when a request holds a number far outside anything seen, or one that single precision cannot hold.
    private const string Clamp = "(x) => isna(x) ? 0f : x > 1000000f ? 1000000f : x < -1000000f ? -1000000f : x";

    /// <summary>The names a caller may choose from.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, PerColumn, MeanVariance, MinMax, Robust, Binning];

    /// <summary>
    /// The name behind a name. Where rows follow time and are a series, or tell of few events, folds are few that are independent, and
    /// scales that fit the past better may fit the future worse: numbers are standardized then.
    /// </summary>
    public static string Asked(string name, bool inTime) => name != Auto ? name : inTime ? MeanVariance : PerColumn;

    /// <summary>The scale that features are selected on: one slot for each number.</summary>
    public static string ForSelection(string name) => name == PerColumn ? MeanVariance : name;

    /// <summary>The fitted steps that scale the vector <paramref name="column"/> of <paramref name="imputed"/> in place.</summary>
    public static IEnumerable<ITransformer> Fit(
        MLContext ml, string name, string column, IDataView imputed, IEnumerable<NumericColumn> numbers, int[] rows)
    {
        if (name == None) yield break;
        yield return name switch
        {
            MeanVariance => ml.Transforms.NormalizeMeanVariance(column, fixZero: false).Fit(imputed),
            MinMax => ml.Transforms.NormalizeMinMax(column, fixZero: false).Fit(imputed),
            Binning => ml.Transforms.NormalizeBinning(column, maximumBinCount: Bins, fixZero: false).Fit(imputed),
            // NormalizeRobustScaling divides by half the range, which one outlier rules. Min-max over two rows, the medians
            // and the medians plus the interquartile ranges, is the affine map meant.
            Robust => ml.Transforms.NormalizeMinMax(column, fixZero: false).Fit(RobustScale.View(column, numbers, rows)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such normalization."),
        };
        yield return ml.Transforms.Expression(column, Clamp, column).Fit(imputed);
    }
}
