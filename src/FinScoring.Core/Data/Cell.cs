using System.Globalization;

namespace FinScoring.Core.Data;

/// <summary>What one trimmed CSV cell says: nothing, a number, a date. The same in training and in scoring, in every culture.</summary>
public static class Cell
{
    // Mantissa and power of ten are then both exact doubles, and one division rounds as double.Parse does.
    private const int ExactDigits = 15;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = " " };

    /// <summary>Empty, NA, N/A, NaN, null or ?, in any case. Never "none".</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell) => cell.Length switch
    {
        0 => true,
        1 => cell[0] == '?',
        2 => cell.Equals("NA", StringComparison.OrdinalIgnoreCase),
        3 => cell.Equals("NaN", StringComparison.OrdinalIgnoreCase) || cell.Equals("N/A", StringComparison.OrdinalIgnoreCase),
        4 => cell.Equals("null", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>
    /// A decimal number such as -1.5, .5 or 2e-3 that is finite as a Single too; no thousands separators, no blanks inside.
    /// </summary>
    /// <param name="cell">A trimmed cell.</param>
    /// <param name="decimalComma">Whether the decimal sign is the comma (and then only the comma).</param>
    /// <param name="value">The number, else 0.</param>
    public static bool TryNumber(ReadOnlySpan<char> cell, bool decimalComma, out double value)
    {
        if (TryAnyNumber(cell, decimalComma, out value) && float.IsFinite((float)value))
            return true;
        value = 0;
        return false;
    }

    /// <summary>
    /// An ISO 8601 date (2024-05-31), month (2024-05) or date-time (2024-05-31T17:30:00.5+02:00, T or a blank between).
    /// </summary>
    /// <param name="cell">A trimmed cell.</param>
    /// <param name="utcTicks">The instant as UTC ticks; without an offset the clock time is taken as UTC.</param>
    /// <param name="zoned">Whether the cell says its offset (or Z).</param>
    public static bool TryDate(ReadOnlySpan<char> cell, out long utcTicks, out bool zoned) => IsoDate.TryParse(cell, out utcTicks, out zoned);

    /// <summary>As <see cref="TryNumber"/>, but also what a Single cannot hold: 1e400, inf, -Infinity.</summary>
    internal static bool TryAnyNumber(ReadOnlySpan<char> cell, bool decimalComma, out double value)
        => TryShort(cell, decimalComma ? ',' : '.', out value)
        || double.TryParse(cell, NumberStyles.Float, decimalComma ? Comma : CultureInfo.InvariantCulture, out value) && !double.IsNaN(value)
        || TryInfinity(cell, out value);

    // Most numbers in files are short: sign, at most 15 digits, one decimal sign. Several times faster than double.Parse.
    private static bool TryShort(ReadOnlySpan<char> cell, char point, out double value)
    {
        value = 0;
        var at = cell.Length > 0 && cell[0] is '-' or '+' ? 1 : 0;
        if (cell.Length - at > ExactDigits + 1)
            return false;
        long mantissa = 0;
        int digits = 0, decimals = -1;
        for (var i = at; i < cell.Length; i++)
        {
            if (char.IsAsciiDigit(cell[i]))
                (mantissa, digits) = (mantissa * 10 + (cell[i] - '0'), digits + 1);
            else if (cell[i] == point && decimals < 0)
                decimals = digits;
            else
                return false;
        }
        if (digits is 0 or > ExactDigits)
            return false;
        value = decimals < 0 ? mantissa : mantissa / Powers[digits - decimals];
        if (cell[0] == '-')
            value = -value;
        return true;
    }

    private static bool TryInfinity(ReadOnlySpan<char> cell, out double value)
    {
        var negative = cell.Length > 0 && cell[0] == '-';
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        var word = cell.Length > 0 && cell[0] is '-' or '+' ? cell[1..] : cell;
        return word.Equals("inf", StringComparison.OrdinalIgnoreCase) || word.Equals("infinity", StringComparison.OrdinalIgnoreCase);
    }
}
