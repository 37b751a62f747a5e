using FinScoring.Core.Data;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>
/// The values that an input could have instead: numbers of the stored sample, so inside the training range and whole where they
/// were, categories of the training. Never a code, never missing. Immutable.
/// </summary>
internal sealed class Alternatives
{
    /// <summary>
    /// Numbers tried of all inputs together: some tenths of a second. Up to 20 inputs those are all that the sample has, else so many
    /// quantiles of each, but not fewer than 32 unless there are more than 500 inputs: a trial takes as long as there are inputs.
    /// </summary>
    private const int MostTrials = 20_000;

    private const int FewestNumbers = 32, MostCells = 8_000_000;

    /// <summary>Of more categories, the most frequent.</summary>
    private const int MostCategories = 32;

    private readonly int _input;
    private readonly ScoringInput _accepted;
    private readonly int _sign;
    private readonly double[] _all;
    private readonly double[] _some;
    private readonly double _median;
    private readonly double _spread;

    /// <param name="scorer">The version.</param>
    /// <param name="sample">Its stored sample.</param>
    /// <param name="input">Index into its inputs.</param>
    /// <param name="sign">1 where the probability can only rise with the number, -1 where it can only fall, else 0.</param>
    public Alternatives(Scorer scorer, SampleRows sample, int input, int sign)
    {
        (_input, _accepted, _sign) = (input, scorer.Inputs[input], sign);
        var numbers = _accepted.IsNumeric ? sample.Numbers(_accepted, input, Enumerable.Range(0, sample.Cells.Count)) : [];
        _all = [.. numbers.Distinct()];
        var inputs = scorer.Inputs.Length;
        var most = Math.Max(2, Math.Min(Math.Max(FewestNumbers, MostTrials / inputs), MostCells / inputs / inputs));
        _some = _all.Length <= most ? _all : [.. Enumerable.Range(0, most).Select(i => numbers[(int)((long)i * (numbers.Length - 1) / (most - 1))]).Distinct()];
        _median = numbers.Length == 0 ? 0 : Median(numbers);
        _spread = SpreadOf(numbers, _median);
    }

    /// <summary>The changes to try first; a monotone number only in the direction in which the risk can fall.</summary>
    public IEnumerable<InputChange> Of(Trial row)
    {
        if (_accepted.IsNumeric) return _some.Where(value => Helps(row.Number(_input), value)).Select(value => new InputChange(_input, value, null));
        var present = row.Text(_input);
        return (_accepted.Column.Categories ?? []).Take(MostCategories).Where(level => !Spelling.IsSame(level, present)).Select(level => new InputChange(_input, 0, level));
    }

    /// <summary>The size of a change, in units of the spread. From nothing or a code to a number: 1, and from the median on.</summary>
    public double SizeOf(Trial row, InputChange change)
    {
        if (!_accepted.IsNumeric) return 1;
        var from = row.Number(_input);
        return IsNumber(from) ? Math.Abs(change.Number - from) / _spread : 1 + Math.Abs(change.Number - _median) / _spread;
    }

    /// <summary>All smaller changes than this one in its direction, the smallest first.</summary>
    public InputChange[] Smaller(Trial row, InputChange change)
    {
        var from = row.Number(_input);
        if (!_accepted.IsNumeric || !IsNumber(from)) return [];
        var between = _all.Where(value => change.Number > from ? value > from && value < change.Number : value < from && value > change.Number);
        return [.. between.OrderBy(value => Math.Abs(value - from)).Select(value => change with { Number = value })];
    }

    private bool Helps(double from, double to)
        => _accepted.Column.Entered(to) != _accepted.Column.Entered(from) && (_sign == 0 || !IsNumber(from) || (_sign > 0 ? to < from : to > from));

    private bool IsNumber(double value) => !double.IsNaN(value) && !_accepted.IsSpecial(value);

    /// <summary>The median distance from the median; of a column most of whose values are one, the mean distance.</summary>
    private static double SpreadOf(double[] numbers, double median)
    {
        if (numbers.Length == 0) return 1;
        double[] distances = [.. numbers.Select(value => Math.Abs(value - median)).Order()];
        return Median(distances) is > 0 and var typical ? typical : distances.Average() is > 0 and var mean ? mean : 1;
    }

    private static double Median(double[] ascending) => ascending[(ascending.Length - 1) / 2];
}
