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

    /// <summary>Why an input has no place, where there is more to say.</summary>
    public IReadOnlyDictionary<int, string> Reasons { get; init; } = new Dictionary<int, string>();
}

/// <summary>
/// The first stage: missing numbers become the mean and, where training rows lacked them, a slot of their own that says so;
/// numbers come to a common scale; a category becomes one slot per frequent level.
/// </summary>
internal static class Normalizer
{
    // Names no column of a file is likely to have: a step's output hides an input of the same name.
    private const string Numbers = "~numbers", Gaps = "~gaps", Level = "~level:";

    /// <summary>The column of the slots of all categories, one after the other.</summary>
    public const string Levels = "~levels";

    // Wider vectors are so sparse that writing out their zeros costs more than it saves.
    private const int MaxDenseLevels = 256;

    /// <param name="ml">The run's context.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="inputs">The inputs to use, as indices into the dataset's.</param>
    /// <param name="scaling">One of <see cref="Scaling"/>.</param>
    /// <param name="signs">By input: 1 where the score may only rise with it, -1 where it may only fall. Bins learn from the label, and keep to it.</param>
    /// <param name="folds">Of the training rows, by position, for <see cref="Scaling.PerColumn"/>; without any, numbers are standardized.</param>
    public static FittedNormalization Fit(
        MLContext ml, Dataset data, int[] rows, IReadOnlyList<int> inputs, string scaling,
        IReadOnlyDictionary<int, int>? signs = null, Func<IReadOnlyList<(int[] Train, int[] Test)>>? folds = null)
    {
        if (scaling == Scaling.WeightOfEvidence) return WeightOfEvidence.Fit(ml, data, rows, inputs, signs ?? new Dictionary<int, int>());
        var layout = Layout.Of(data, rows, inputs);
        var fit = new StepFitter(new DatasetView(data, rows, inputs));
        ScaledNumbers? scaled = null;
        if (layout.Gaps.Count > 0) FitGaps(ml, fit, data, layout);
        if (layout.Numbers.Count > 0 && scaling == Scaling.PerColumn)
            scaled = new ColumnScaling(ml, fit, data, rows).Fit(Numbers, layout.Numbers, folds?.Invoke() ?? []);
        else if (layout.Numbers.Count > 0) FitNumbers(ml, fit, data, rows, layout, scaling);
        if (layout.Categories.Count > 0) FitCategories(ml, fit, data, layout);
        if (layout.Columns.Count > 0) fit.Add(ml.Transforms.Concatenate(FeatureMatrix.Features, [.. Parts(layout)]));
        return scaled is null ? new(fit.Steps, layout.Columns) : new(fit.Steps, scaled.Move(layout.Columns)) { Scales = scaled.Columns };
    }

    private static void FitGaps(MLContext ml, StepFitter fit, Dataset data, Layout layout)
    {
        fit.Add(ml.Transforms.Concatenate(Gaps, [.. layout.Gaps.Select(i => Name(data, i))]));
        fit.Add(ml.Transforms.IndicateMissingValues(Gaps));
        fit.Add(ml.Transforms.Conversion.ConvertType(Gaps));
    }

    private static void FitNumbers(MLContext ml, StepFitter fit, Dataset data, int[] rows, Layout layout, string scaling)
    {
        fit.Add(ml.Transforms.Concatenate(Numbers, [.. layout.Numbers.Select(i => Name(data, i))]));
        // Every number, also those never missing here: no NaN may reach a trainer, whatever is asked later.
        fit.Add(ml.Transforms.ReplaceMissingValues(Numbers, replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean));
        var numbers = layout.Numbers.Select(i => (NumericColumn)data.Inputs[i]);
        foreach (var step in Scaling.Fit(ml, scaling, Numbers, fit.View, numbers, rows)) fit.Add(step);
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

    private static IEnumerable<string> Parts(Layout layout)
    {
        if (layout.Numbers.Count > 0) yield return Numbers;
        if (layout.Gaps.Count > 0) yield return Gaps;
        if (layout.Categories.Count > 0) yield return Levels;
    }

    private static string Name(Dataset data, int input) => data.Inputs[input].Name;
}
