using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Training.Uploads;

/// <summary>What the rows of a JSON body hold in one field: numbers, strings that look like numbers, other strings, dates.</summary>
internal sealed class JsonColumn(int index)
{
    // As many different numbers are rather a column of numbers than a category; so many, written as strings, rather than codes.
    private const int FewestNumbers = 5, ManyNumbers = 20;
    private const double NearlyAll = .95;
    private const int RowsNamed = 5;

    private readonly HashSet<double> _distinct = [];
    private readonly List<int> _textRows = [];
    private int _numbers;
    private int _numberTexts;
    private int _otherTexts;
    private int _others;
    private bool _isDate = true;
    private bool _isForced;

    public int Index { get; } = index;

    /// <summary>Whether it is a category whatever its cells look like in a CSV file.</summary>
    public bool IsCategory => Texts > 0 && !IsDate && !IsNumbersWithTexts;

    /// <summary>Whether nothing but numbers was seen, and nobody calls them categories.</summary>
    public bool HoldsNumbersOnly => !_isForced && Texts == 0 && _others == 0;

    /// <summary>What is wrong unless it is meant as a category; else null.</summary>
    public string? Error => (_numberTexts > 0, _numbers > 0) switch
    {
        (true, true) when LooksNumeric(_numbers + _numberTexts)
            => $"{Rows} a text where other rows hold numbers, and a text is never read as a number; write numbers or null, "
                + "or name the field in categories.",
        (true, false) when _distinct.Count >= ManyNumbers && _numberTexts >= NearlyAll * Texts
            => $"{Rows} texts that look like numbers, and a text is never read as a number; write numbers, "
                + "or name the field in categories.",
        _ => null,
    };

    private int Texts => _numberTexts + _otherTexts;

    private bool IsDate => _isDate && _numbers + _others == 0;

    // What the file's own rules decide: other texts among them may stand for missing.
    private bool IsNumbersWithTexts => _numberTexts == 0 && _numbers > 0 && LooksNumeric(_numbers);

    private string Rows
    {
        get
        {
            var named = string.Join(", ", _textRows);
            return Texts == 1 ? $"Row {named} holds" : $"Rows {named}{(Texts > RowsNamed ? $" and {Texts - RowsNamed} more" : "")} hold";
        }
    }

    public void See(JsonElement value, int row, MissingMarks missing)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.Number:
                _numbers++;
                SeeDistinct(value.GetDouble());
                break;
            case JsonValueKind.String:
                SeeText(value.GetString()!.Trim(), row, missing);
                break;
            default:
                _others++;
                break;
        }
    }

    /// <summary>Makes it a category.</summary>
    public void Force() => _isForced = true;

    private bool LooksNumeric(int numbers) => _numbers > Texts || (_distinct.Count >= FewestNumbers && numbers >= _otherTexts);

    private void SeeText(string text, int row, MissingMarks missing)
    {
        if (missing.Contains(text))
            return;
        if (_textRows.Count < RowsNamed)
            _textRows.Add(row);
        _isDate = _isDate && Cell.TryDate(text, out _, out _);
        if (Cell.TryNumber(text, decimalComma: false, out var value))
        {
            _numberTexts++;
            SeeDistinct(value);
        }
        else
        {
            _otherTexts++;
        }
    }

    private void SeeDistinct(double value)
    {
        if (_distinct.Count < ManyNumbers)
            _distinct.Add(value);
    }
}
