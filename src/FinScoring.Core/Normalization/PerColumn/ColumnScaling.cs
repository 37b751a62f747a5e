using FinScoring.Core.Data;
using FinScoring.Core.Normalization.Binning;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>
/// Numbers on a scale of their own each, for a linear model. Columns of one scale go through its steps together, as one vector;
/// only levels and bins take steps for each column.
/// </summary>
/// <param name="ml">The run's context.</param>
/// <param name="fit">The steps so far.</param>
/// <param name="data">The dataset.</param>
/// <param name="rows">The training rows.</param>
/// <param name="layout">Where the numbers, each with a value in those rows, stand. Their special values are hidden.</param>
internal sealed class ColumnScaling(MLContext ml, StepFitter fit, Dataset data, int[] rows, Layout layout)
{
    // Names no column of a file is likely to have.
    private const string Numbers = "~scaled:", OfColumn = "~scaled column:";

    private const int Folds = 3;

    // Steps stand on each other's shoulders: thousands would overflow the stack.
    private const int MostColumnsApart = 200;

    private const string Rise = "(x) => x > 1f ? 1f : x < 0f ? 0f : x";

    private readonly Outcomes _outcomes = Outcomes.Of(data, rows);

    /// <summary>Chooses a scale for each number, and puts them all into one vector.</summary>
    /// <param name="column">The vector's name.</param>
    /// <param name="folds">So many folds of the training rows, by position, to compare scales on.</param>
    public ScaledNumbers Fit(string column, Func<int, IReadOnlyList<(int[] Train, int[] Test)>>? folds)
    {
        var numbers = layout.Numbers;
        var parted = folds?.Invoke(Folds) ?? [];
        var choices = numbers.ToDictionary(i => i, i => ScaleContest.Decide(Values(i), _outcomes, parted, numbers.Count <= MostColumnsApart));
        var places = new List<(int Input, int Slots)>();
        var parts = new List<string>();
        foreach (var (scale, inputs) in numbers.GroupBy(i => choices[i].Scale).OrderBy(g => g.Key).Select(g => (g.Key, g.ToArray())))
        {
            parts.Add(Numbers + scale);
            places.AddRange(inputs.Zip(Fit(scale, parts[^1], inputs)));
        }

        fit.Add(ml.Transforms.Concatenate(column, [.. parts]));
        return new(places, [.. numbers.Select(i => new ColumnNormalization(data.Inputs[i].Name, choices[i].Scale, choices[i].Loss, choices[i].StandardizedLoss))]);
    }

    /// <returns>How many slots each input has.</returns>
    private int[] Fit(ColumnScale scale, string column, int[] inputs) => scale switch
    {
        ColumnScale.Levels => FitLevels(column, inputs),
        ColumnScale.WeightOfEvidence => FitBins(column, inputs),
        ColumnScale.Curve => FitCurves(column, inputs),
        ColumnScale.Rank => FitRanks(column, inputs),
        _ => FitStandardized(column, inputs),
    };

    private int[] FitStandardized(string column, int[] inputs)
    {
        fit.Add(ml.Transforms.Concatenate(column, [.. inputs.Select(Name)]));
        Impute(column);
        foreach (var step in Scaling.Fit(ml, Scaling.MeanVariance, column, fit.View, [], rows)) fit.Add(step);
        return Array.ConvertAll(inputs, _ => 1);
    }

    private int[] FitRanks(string column, int[] inputs)
    {
        Rank(column, inputs);
        Impute(column);
        fit.Add(ml.Transforms.NormalizeMeanVariance(column, fixZero: false));
        return Array.ConvertAll(inputs, _ => 1);
    }

    /// <summary>Each column as often as a curve has parts; min-max over two rows, where a part starts and ends, is its rise.</summary>
    private int[] FitCurves(string column, int[] inputs)
    {
        Rank(column, [.. inputs.SelectMany(i => Enumerable.Repeat(i, CurveScale.Parts))]);
        Impute(column);
        float[] Bounds(int next) => [.. inputs.SelectMany(_ => Enumerable.Range(next, CurveScale.Parts).Select(CurveScale.Start))];
        fit.Add(ml.Transforms.NormalizeMinMax(column, fixZero: false).Fit(new VectorRows(column, [Bounds(0), Bounds(1)])));
        fit.Add(ml.Transforms.Expression(column, Rise, column));
        return Array.ConvertAll(inputs, _ => CurveScale.Parts);
    }

    private int[] FitLevels(string column, int[] inputs)
    {
        var levels = Array.ConvertAll(inputs, i => NumericLevels.Of(new ColumnCells(Values(i))));
        foreach (var (input, values) in inputs.Zip(levels))
        {
            var keys = values.Select((value, index) => KeyValuePair.Create(value, (uint)index + 1));
            fit.Add(ml.Transforms.Conversion.MapValue(OfColumn + Name(input), keys, Name(input), treatValuesAsKeyType: true));
        }

        string[] names = [.. inputs.Select(i => OfColumn + Name(i))];
        fit.Add(ml.Transforms.Conversion.MapKeyToVector([.. names.Select(n => new InputOutputColumnPair(n))]));
        fit.Add(ml.Transforms.Concatenate(column, names));
        return Array.ConvertAll(levels, l => l.Count);
    }

    private int[] FitBins(string column, int[] inputs)
    {
        foreach (var input in inputs)
        {
            var values = Values(input);
            int[] known = [.. Enumerable.Range(0, rows.Length).Where(r => !float.IsNaN(values[r]))];
            var outcomes = Outcomes.Of(data, Array.ConvertAll(known, r => rows[r]));
            var evidence = new Evidence(outcomes.Of(Enumerable.Range(0, known.Length)));
            var bins = NumericBinning.Learn(Array.ConvertAll(known, r => values[r]), outcomes, evidence, BinLimits.Of(evidence), specials: []);
            fit.Add(ml.Transforms.Expression(OfColumn + Name(input), BinExpression.OfNumbers(bins), Name(input)));
        }

        fit.Add(ml.Transforms.Concatenate(column, [.. inputs.Select(i => OfColumn + Name(i))]));
        return Array.ConvertAll(inputs, _ => 1);
    }

    private void Rank(string column, int[] inputs)
    {
        fit.Add(ml.Transforms.Concatenate(column, [.. inputs.Select(Name)]));
        var values = inputs.Distinct().ToDictionary(i => i, i => RankScale.Values(new ColumnCells(Values(i)).Sorted));
        float[][] places = [.. Enumerable.Range(0, RankScale.Places).Select(place => Array.ConvertAll(inputs, i => values[i][place]))];
        fit.Add(ml.Transforms.NormalizeBinning(column, maximumBinCount: RankScale.Places, fixZero: false).Fit(new VectorRows(column, places)));
    }

    // Every number, also those never missing here: no NaN may reach a trainer, whatever is asked later.
    private void Impute(string column)
        => fit.Add(ml.Transforms.ReplaceMissingValues(column, replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean));

    private float[] Values(int input)
    {
        var values = SpecialValues.Hide((NumericColumn)data.Inputs[input], layout.SpecialsOf(input)).Values;
        return Array.ConvertAll(rows, r => DatasetView.Single(values[r]));
    }

    private string Name(int input) => SpecialSteps.NumberName(data.Inputs[input].Name, layout.SpecialsOf(input));
}
