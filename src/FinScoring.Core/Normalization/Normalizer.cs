using FinScoring.Core.Data;
using FinScoring.Core.Normalization.Binning;
using FinScoring.Core.Normalization.PerColumn;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace FinScoring.Core.Normalization;

/// <summary>
/// What the first stage learned from training rows: ML.NET's steps from the raw inputs to one vector, and where each input
/// stands in it. An input without a value or a frequent level in those rows has no place.
/// </summary>
internal sealed record FittedNormalization(IReadOnlyList<ITransformer> Steps, IReadOnlyList<FeatureSlots> Columns)
{
    /// <summary>The bins of each of <see cref="Columns"/>, where the numbers stand for bins.</summary>
    public IReadOnlyList<ColumnBins> Bins { get; init; } = [];

    /// <summary>The scale of each number, where each has its own.</summary>
    public IReadOnlyList<ColumnNormalization> Scales { get; init; } = [];

    /// <summary>Numbers that count as the nearest value of the training range where they lie beyond it.</summary>
    public IReadOnlyList<ColumnRange> Ranges { get; init; } = [];

    /// <summary>Why an input has no place, where there is more to say.</summary>
    public IReadOnlyDictionary<int, string> Reasons { get; init; } = new Dictionary<int, string>();

    /// <summary>What the later stages learn from: the training rows after the steps, no row by a rate that its own label is part of.</summary>
    public required IDataView Training { get; init; }
}

/// <summary>
/// The first stage: missing numbers become the mean and, where training rows lacked them, a slot of their own that says so, and
/// so does each special value; numbers come to a common scale; a category becomes one slot per frequent level, or where it has
/// many levels one number, their rates.
/// </summary>
internal static class Normalizer
{
    // Names no column of a file is likely to have: a step's output hides an input of the same name.
    private const string Numbers = "~numbers", Gaps = "~gaps", Level = "~level:", Rates = "~rates", SpecialSlots = "~specials", Held = "~held:";

    /// <summary>The column of the slots of all categories, one after the other.</summary>
    public const string Levels = "~levels";

    // Steps for each column stand on each other's shoulders: thousands would overflow the stack.
    private const int MostHeldApart = 200;

    // Wider vectors are so sparse that writing out their zeros costs more than it saves.
    private const int MaxDenseLevels = 256;

    /// <param name="ml">The run's context.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="inputs">The inputs to use, as indices into the dataset's.</param>
    /// <param name="scaling">One of <see cref="Scaling"/>.</param>
    /// <param name="signs">By input: 1 where the score may only rise with it, -1 where it may only fall. Bins learn from the label, and keep to it.</param>
    /// <param name="folds">
    /// So many folds of the training rows, by position: scales of <see cref="Scaling.PerColumn"/> are compared on them. Without any,
    /// numbers are standardized.
    /// </param>
    /// <param name="apart">The same, where a row learns from rates of the other folds; null: those folds. Without any, rates are 0.</param>
    public static FittedNormalization Fit(
        MLContext ml, Dataset data, int[] rows, IReadOnlyList<int> inputs, string scaling,
        IReadOnlyDictionary<int, int>? signs = null, Func<int, IReadOnlyList<(int[] Train, int[] Test)>>? folds = null,
        Func<int, IReadOnlyList<(int[] Train, int[] Test)>>? apart = null)
    {
        if (scaling == Scaling.WeightOfEvidence) return WeightOfEvidence.Fit(ml, data, rows, inputs, signs ?? new Dictionary<int, int>());
        var layout = Layout.Of(data, rows, inputs);
        var rates = LevelRates.Of(data, rows, layout.Rates, apart ?? folds);
        var fit = new StepFitter(new DatasetView(data, rows, inputs, [.. rates.Select(r => r.Training)]));
        ScaledNumbers? scaled = null;
        SpecialSteps.Fit(ml, fit, data, layout, SpecialSlots);
        if (layout.Gaps.Count > 0) FitGaps(ml, fit, data, layout);
        if (layout.Numbers.Count > 0 && scaling == Scaling.PerColumn)
            scaled = new ColumnScaling(ml, fit, data, rows, layout).Fit(Numbers, folds);
        else if (layout.Numbers.Count > 0) FitNumbers(ml, fit, data, rows, layout, scaling);
        if (layout.Categories.Count > 0) FitCategories(ml, fit, data, layout);
        if (rates.Count > 0) FitRates(ml, fit, data, rates);
        if (layout.Columns.Count > 0) fit.Add(ml.Transforms.Concatenate(FeatureMatrix.Features, [.. Parts(layout)]));
        return new(fit.Steps, scaled?.Move(layout.Columns) ?? layout.Columns)
        {
            Training = fit.View,
            Scales = scaled?.Columns ?? [],
            Ranges = !Scaling.HoldsToRange(scaling) ? []
                : scaling == Scaling.Robust ? [.. Ranges(data, rows, layout, null).Take(MostHeldApart)]
                : Ranges(data, rows, layout, scaled?.Columns),
        };
    }

    /// <summary>Of all numbers but those with a slot for each value, where one that training never saw is like none of them.</summary>
    private static ColumnRange[] Ranges(Dataset data, int[] rows, Layout layout, IReadOnlyList<ColumnNormalization>? scales)
        => [.. layout.Numbers.Where((_, place) => scales?[place].Scale != ColumnScale.Levels).Select(i => RangeOf(data, rows, layout, i))];

    private static ColumnRange RangeOf(Dataset data, int[] rows, Layout layout, int input)
        => ColumnRange.Of((NumericColumn)data.Inputs[input], rows, layout.SpecialsOf(input));

    private static void FitGaps(MLContext ml, StepFitter fit, Dataset data, Layout layout)
    {
        fit.Add(ml.Transforms.Concatenate(Gaps, [.. layout.Gaps.Select(i => Name(data, i))]));
        fit.Add(ml.Transforms.IndicateMissingValues(Gaps));
        fit.Add(ml.Transforms.Conversion.ConvertType(Gaps));
    }

    private static void FitNumbers(MLContext ml, StepFitter fit, Dataset data, int[] rows, Layout layout, string scaling)
    {
        var names = layout.Numbers.Select(i => SpecialSteps.NumberName(Name(data, i), layout.SpecialsOf(i))).ToArray();
        // The other scales hold all numbers to their ranges at once, in shares of the range, where one outlier would leave the middle
        // half no digits.
        for (var place = 0; scaling == Scaling.Robust && place < Math.Min(names.Length, MostHeldApart); place++)
        {
            var held = RangeOf(data, rows, layout, layout.Numbers[place]).Expression;
            fit.Add(ml.Transforms.Expression(Held + names[place], held, names[place]));
            names[place] = Held + names[place];
        }

        fit.Add(ml.Transforms.Concatenate(Numbers, names));
        // Every number, also those never missing here: no NaN may reach a trainer, whatever is asked later. The step learns from a
        // row of the means, for to find them itself it would take all rows through the steps so far.
        var means = new VectorRows(Numbers, [[.. layout.Numbers.Select(i => Mean((NumericColumn)data.Inputs[i], rows, layout.SpecialsOf(i)))]]);
        fit.Add(ml.Transforms.ReplaceMissingValues(Numbers, replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean).Fit(means));
        var numbers = layout.Numbers.Select(i => SpecialValues.Hide((NumericColumn)data.Inputs[i], layout.SpecialsOf(i)));
        foreach (var step in Scaling.Fit(ml, scaling, Numbers, fit.View, numbers, rows)) fit.Add(step);
    }

    /// <summary>The mean of a number's values that are neither missing nor special, as the steps see them.</summary>
    private static float Mean(NumericColumn column, int[] rows, IReadOnlyList<double> specials)
    {
        var (sum, count) = (0.0, 0);
        foreach (var row in rows)
        {
            if (column.Values[row] is var value && (double.IsNaN(value) || specials.Count > 0 && specials.Contains(value))) continue;
            (sum, count) = (sum + DatasetView.Single(value), count + 1);
        }

        return (float)(sum / count);
    }

    private static void FitCategories(MLContext ml, StepFitter fit, Dataset data, Layout layout)
    {
        foreach (var (input, levels) in layout.Categories)
        {
            var keys = levels.Select((text, index) => KeyValuePair.Create(text, (uint)index + 1));
            fit.Add(ml.Transforms.Conversion.MapValue(Level + Name(data, input), keys, Name(data, input), treatValuesAsKeyType: true));
        }

        fit.Add(ml.Transforms.Conversion.MapKeyToVector([.. layout.Categories.Select(c => new InputOutputColumnPair(Level + Name(data, c.Input)))]));
        fit.Add(ml.Transforms.Concatenate(Levels, [.. layout.Categories.Select(c => Level + Name(data, c.Input))]));
        if (layout.Categories.Sum(c => c.Levels.Count) <= MaxDenseLevels) FitDense(ml, fit);
    }

    /// <summary>
    /// Writes the zeros out: ML.NET's trees look every feature of a sparse vector up by a binary search, which makes scoring
    /// a third slower. An expression keeps a vector sparse only where it gives 0 for 0; adding 1 and taking it away again
    /// changes no 0 and no 1.
    /// </summary>
    private static void FitDense(MLContext ml, StepFitter fit)
    {
        fit.Add(ml.Transforms.Expression(Levels, "(x) => x + 1f", Levels));
        fit.Add(ml.Transforms.Expression(Levels, "(x) => x - 1f", Levels));
    }

    private static void FitRates(MLContext ml, StepFitter fit, Dataset data, IReadOnlyList<LevelRates> rates)
    {
        // A table of texts gives 0 for one it does not hold: the rate of all rows.
        foreach (var rate in rates) fit.AddApart(ml.Transforms.Conversion.MapValue(rate.Training.Name, rate.Table, Name(data, rate.Input)));
        fit.Add(ml.Transforms.Concatenate(Rates, [.. rates.Select(r => r.Training.Name)]));
    }

    private static IEnumerable<string> Parts(Layout layout)
    {
        if (layout.Numbers.Count > 0) yield return Numbers;
        if (layout.Gaps.Count > 0) yield return Gaps;
        if (layout.Specials.Count > 0) yield return SpecialSlots;
        if (layout.Categories.Count > 0) yield return Levels;
        if (layout.Rates.Count > 0) yield return Rates;
    }

    private static string Name(Dataset data, int input) => data.Inputs[input].Name;
}
