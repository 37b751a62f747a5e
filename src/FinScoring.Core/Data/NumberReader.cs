namespace FinScoring.Core.Data;

/// <summary>
/// Reads the cells of one column as its training file wrote them: the one reader of training, batches and evaluations. Immutable.
/// </summary>
public sealed class NumberReader
{
    private readonly bool _decimalComma;
    private readonly NumberFormat? _format;
    private readonly char _point;
    private readonly char _group;

    /// <param name="decimalComma">Whether the decimal sign is the comma.</param>
    /// <param name="format">What else stands in the cells; null if nothing does.</param>
    public NumberReader(bool decimalComma, NumberFormat? format)
    {
        (_decimalComma, _format) = (decimalComma, format);
        _point = decimalComma ? ',' : '.';
        _group = format?.Group is [var sign] ? sign : '\0';
    }

    /// <summary>For the cells of a column as a signature describes it.</summary>
    public static NumberReader Of(Column column) => new(column.DecimalComma, column.Format);

    /// <summary>
    /// The number, infinite where no Single can hold it. Units and separators may be left out, for a plain number says the same. Where
    /// the decimal sign is the comma a point may be it too, unless it could separate thousands: 1.200 is no number then.
    /// </summary>
    /// <param name="cell">A trimmed cell.</param>
    /// <param name="value">The number, else 0.</param>
    public bool TryRead(ReadOnlySpan<char> cell, out double value)
    {
        if (Cell.TryAnyNumber(cell, _decimalComma, out value))
            return true;
        if (_format is null)
            return _decimalComma && !MayBeThousands(cell) && Cell.TryAnyNumber(cell, decimalComma: false, out value);
        if (!NumberText.TryParse(cell, out var text) || !HasItsUnits(text) || Point(text.Body) is not { } point)
            return false;
        value = DigitGroups.Value(text.Body, point);
        if (text.IsNegative)
            value = -value;
        return true;
    }

    private static bool MayBeThousands(ReadOnlySpan<char> cell) => DigitGroups.MayBeThousands(cell is ['-' or '+', ..] ? cell[1..] : cell, '.');

    private bool HasItsUnits(NumberText text)
        => (text.Prefix.IsEmpty || text.Prefix.Equals(_format!.Prefix, StringComparison.OrdinalIgnoreCase))
        && (text.Suffix.IsEmpty || (_format!.Suffix is { } unit && NumberText.IsSameUnit(text.Suffix, unit)));

    /// <summary>The decimal sign to read the digits with; null if they are no number of this column.</summary>
    private char? Point(ReadOnlySpan<char> body)
    {
        if (DigitGroups.Fit(body, _point, out var group))
            return group == '\0' || group == _group ? _point : null;
        return _decimalComma && _group == '\0' && DigitGroups.Fit(body, '.', out group) && group == '\0' ? '.' : null;
    }
}
