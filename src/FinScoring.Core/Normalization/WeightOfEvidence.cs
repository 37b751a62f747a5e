using FinScoring.Core.Data;
using FinScoring.Core.Normalization.Binning;
using Microsoft.ML;

namespace FinScoring.Core.Normalization;

/// <summary>
/// Every column, number or category, becomes one number: the weight of evidence of its bin. The bins are learned from the
/// label; a column of which one bin holds all that it says has no place.
/// </summary>
internal static class WeightOfEvidence
{
    private const string Weight = "~woe:";

    // Steps stand on each other's shoulders, and a column needs two: thousands would overflow the stack.
    private const int MostColumns = 500;

    private const string SaysNothing = "no bins of it differ in their event rate beyond chance";

    private const string SaysNothingThatWay = "no bins of it differ in the direction that monotone asks for";

    /// <param name="ml">The run's context.</param>
    /// <param name="data">The dataset, with its labels and weights.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="inputs">The inputs to use, as indices into the dataset's.</param>
    /// <param name="signs">By input: 1 where the event rate may only rise from bin to bin, -1 where it may only fall.</param>
    public static FittedNormalization Fit(MLContext ml, Dataset data, int[] rows, IReadOnlyList<int> inputs, IReadOnlyDictionary<int, int> signs)
    {
        var outcomes = Outcomes.Of(data, rows);
        var evidence = new Evidence(outcomes.Of(Enumerable.Range(0, outcomes.Rows)));
        var learned = Learn(BinLimits.Of(evidence));
        // Nothing is sure: the best guesses, for better an honest poor model than none.
        if (learned.Count == 0) learned = Learn(BinLimits.Loose);

        int[] most = [.. learned.OrderByDescending(c => c.Value).Take(MostColumns).Select(c => c.Input)];
        var reasons = inputs.Except(most).ToDictionary(i => i, i => learned.Any(c => c.Input == i)
            ? $"{MostColumns} columns say more about the event" : signs.GetValueOrDefault(i) == 0 ? SaysNothing : SaysNothingThatWay);
        return Fit(ml, data, rows, inputs, [.. learned.Where(c => most.Contains(c.Input))]) with { Reasons = reasons };

        List<ColumnBins> Learn(BinLimits limits)
            => [.. inputs.Select(i => new ColumnBins(i, Bins(data.Inputs[i], rows, outcomes, evidence, limits, Trend(i)))).Where(c => c.Tells(limits))];

        Trend Trend(int input) => signs.GetValueOrDefault(input) switch
        {
            > 0 => Binning.Trend.Rising,
            < 0 => Binning.Trend.Falling,
            _ => Binning.Trend.Automatic,
        };
    }

    private static IReadOnlyList<Bin> Bins(TableColumn column, int[] rows, Outcomes outcomes, Evidence evidence, BinLimits limits, Trend trend) => column switch
    {
        NumericColumn numbers => NumericBinning.Learn(
            Array.ConvertAll(rows, r => DatasetView.Single(numbers.Values[r])), outcomes, evidence, limits,
            [.. SpecialValues.Of(numbers, rows).Select(DatasetView.Single)], trend),
        CategoryColumn categories => CategoryBinning.Learn(categories, rows, outcomes, evidence, limits),
        _ => throw new InvalidOperationException($"Column {column.Name} is neither numeric nor a category."),
    };

    private static FittedNormalization Fit(MLContext ml, Dataset data, int[] rows, IReadOnlyList<int> inputs, IReadOnlyList<ColumnBins> columns)
    {
        var fit = new StepFitter(new DatasetView(data, rows, inputs));
        foreach (var column in columns)
        {
            var name = data.Inputs[column.Input].Name;
            if (data.Inputs[column.Input] is NumericColumn)
            {
                fit.Add(ml.Transforms.Expression(Weight + name, BinExpression.OfNumbers(column.Bins), name));
                continue;
            }

            // A table of texts gives 0 for one it does not hold, which no weight may be: it gives the bin, from 1, and 0 is other.
            fit.Add(ml.Transforms.Conversion.MapValue(Weight + name, BinExpression.Places(column.Bins), name));
            fit.Add(ml.Transforms.Expression(Weight + name, BinExpression.OfPlaces(column.Bins), Weight + name));
        }

        if (columns.Count > 0) fit.Add(ml.Transforms.Concatenate(FeatureMatrix.Features, [.. columns.Select(c => Weight + data.Inputs[c.Input].Name)]));
        return new(fit.Steps, [.. columns.Select((c, slot) => new FeatureSlots(c.Input, true, slot, 1))]) { Bins = columns, Training = fit.View };
    }
}
