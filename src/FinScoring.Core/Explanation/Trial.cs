using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>Scores one row again and again, with changes. Not thread-safe; dispose of it.</summary>
internal sealed class Trial : IDisposable
{
    private readonly double[] _numbers;
    private readonly string[] _texts;
    private readonly ScoringRow _row;

    /// <param name="completedRow">The row as it is; it may be cleared afterwards.</param>
    public Trial(ScoringRow completedRow)
    {
        var inputs = completedRow.Scorer.Inputs;
        _numbers = [.. inputs.Select((input, i) => input.IsNumeric ? completedRow.Number(i) : double.NaN)];
        _texts = [.. inputs.Select((input, i) => input.IsNumeric ? "" : completedRow.Text(i).ToString())];
        _row = completedRow.Scorer.Rent(completedRow.FillsMissing);
    }

    public double Number(int input) => _numbers[input];

    public string Text(int input) => _texts[input];

    /// <summary>The probability with these changes; infinite where such a row cannot be scored.</summary>
    public double Probability(ReadOnlySpan<InputChange> changes)
    {
        _row.Clear();
        foreach (var change in changes) Set(change.Input, change.Number, change.Text);
        for (var input = 0; input < _numbers.Length; input++)
        {
            if (!IsChanged(input, changes)) Set(input, _numbers[input], _texts[input]);
        }

        return _row.Complete() ? LogOddsMap.Probability(_row.LogOdds()) : double.PositiveInfinity;
    }

    public void Dispose() => _row.Dispose();

    private static bool IsChanged(int input, ReadOnlySpan<InputChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Input == input) return true;
        }

        return false;
    }

    private void Set(int input, double number, string? text)
    {
        if (!_row.Scorer.Inputs[input].IsNumeric) _row.SetText(input, text);
        else if (double.IsNaN(number)) _row.SetMissing(input);
        else _row.SetNumber(input, number, "");
    }
}
