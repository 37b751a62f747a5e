using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction.Bars;

/// <summary>
/// The fields of one bar on its way in: its own values are kept here, the model's further inputs go to the row. Findings go
/// to the row, under the field's name behind that of the bar.
/// </summary>
internal sealed class BarFields(BarLayout layout, ScoringRow row) : IRowFields
{
    private const string NotANumber = "must be a number.";

    private readonly bool[] _given = new bool[BarLayout.Names.Length];
    private readonly double[] _values = new double[BarLayout.Names.Length];
    private long _ticks;

    /// <summary>Which bar of a list this is; null in a batch, where a bar is a row.</summary>
    public int? Index { get; set; }

    /// <summary>Whether the model's further inputs are taken from this bar.</summary>
    public bool IsScored { get; set; } = true;

    /// <summary>As it was sent.</summary>
    public string? Symbol { get; private set; }

    /// <summary>Whether a symbol was sent that is none, such as a blank cell.</summary>
    public bool LacksSymbol => _given[BarLayout.Symbol] && Symbol is null;

    /// <summary>As it was sent.</summary>
    public string? Date { get; private set; }

    /// <summary>Whether the date says its offset from UTC.</summary>
    public bool IsZoned { get; private set; }

    /// <summary>Whether a finding is about the bar's own values, so that it can be no part of a history.</summary>
    public bool IsBroken { get; private set; }

    public void Clear()
    {
        Array.Clear(_given);
        Array.Fill(_values, double.NaN);
        (Symbol, Date, IsZoned, IsBroken) = (null, null, false, false);
    }

    /// <summary>The bar, once all of its fields are set; checks that those it needs are there and its prices possible together.</summary>
    public Bar Finish()
    {
        if (Date is null && !_given[BarLayout.Date])
            Break(BarLayout.Date, "is missing.");
        for (var field = BarLayout.Open; field <= BarLayout.Volume; field++)
        {
            if (!_given[field] && (field != BarLayout.Volume || layout.NeedsVolume))
                Break(field, "is missing.");
        }

        var bar = new Bar(new DateTime(_ticks, DateTimeKind.Utc), _values[BarLayout.Open], _values[BarLayout.High],
            _values[BarLayout.Low], _values[BarLayout.Close], _values[BarLayout.Volume]);
        if (bar.IsHighTooLow) Break(BarLayout.High, "must not be below open, low or close.");
        if (bar.IsLowTooHigh) Break(BarLayout.Low, "must not be above open or close.");
        return bar;
    }

    public int? Find(ReadOnlySpan<char> name) => layout.Find(name);

    public void SetNumber(int field, double value, ReadOnlySpan<char> text)
    {
        if (IsUnused(field)) return;
        if (field >= BarLayout.FirstInput) row.SetNumber(field - BarLayout.FirstInput, value, text);
        else if (!Give(field)) return;
        else if (field == BarLayout.Symbol) Symbol = text.ToString();
        else if (field == BarLayout.Date) Break(field, "must be a text with an ISO 8601 date.");
        else Take(field, value);
    }

    public void SetText(int field, ReadOnlySpan<char> text)
    {
        if (IsUnused(field)) return;
        if (field >= BarLayout.FirstInput) row.SetText(field - BarLayout.FirstInput, text);
        else if (!Give(field)) return;
        else if (field == BarLayout.Symbol) Symbol = text.Trim().ToString();
        else if (field == BarLayout.Date) TakeDate(text.Trim());
        else Break(field, NotANumber);
    }

    public void SetCell(int field, ReadOnlySpan<char> cell)
    {
        if (field >= BarLayout.FirstInput) row.SetCell(field - BarLayout.FirstInput, cell);
        else if (row.Scorer.Missing.Contains(cell.Trim())) SetMissing(field);
        else if (field <= BarLayout.Date) SetText(field, cell);
        else if (layout.TryNumber(field, cell.Trim(), out var value)) SetNumber(field, value, cell);
        else SetInvalid(field, NotANumber);
    }

    public void SetMissing(int field)
    {
        if (IsUnused(field)) return;
        if (field >= BarLayout.FirstInput) row.SetMissing(field - BarLayout.FirstInput);
        else if (field != BarLayout.Volume || layout.NeedsVolume) SetInvalid(field, "is missing.");
    }

    public void SetInvalid(int field, string message)
    {
        if (IsUnused(field)) return;
        if (field >= BarLayout.FirstInput) row.SetInvalid(field - BarLayout.FirstInput, message);
        else if (Give(field)) Break(field, message);
    }

    public void AddError(string field, string message) => row.AddError(Index is { } index ? $"bars[{index}].{field}" : field, message);

    /// <summary>A finding about the bar's own value.</summary>
    public void Break(int field, string message)
    {
        IsBroken = true;
        AddError(BarLayout.Names[field], message);
    }

    private bool IsUnused(int field) => !IsScored && field >= BarLayout.FirstInput;

    private bool Give(int field)
    {
        if (_given[field]) Break(field, JsonRow.RepeatedField);
        return !_given[field] && (_given[field] = true);
    }

    private void Take(int field, double value)
    {
        if (!double.IsFinite(value)) Break(field, "must be a finite number.");
        else if (field == BarLayout.Volume ? value < 0 : value <= 0) Break(field, field == BarLayout.Volume ? "must not be negative." : "must be above 0.");
        else _values[field] = value;
    }

    private void TakeDate(ReadOnlySpan<char> text)
    {
        if (!Cell.TryDate(text, out _ticks, out var zoned)) Break(BarLayout.Date, "must be an ISO 8601 date, such as 2024-05-31.");
        else (Date, IsZoned) = (text.ToString(), zoned);
    }
}
