using System.Globalization;

namespace FinScoring.Core.Data;

/// <summary>How a CSV cell reads, the same way for training and for scoring.</summary>
internal static class Cell
{
    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>Whether a trimmed cell stands for a missing value: empty, NA, N/A, NaN, null or ?, in any case; never none.</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell) => cell.Length switch
    {
        0 => true,
        1 => cell[0] == '?',
        2 => Is(cell, "NA"),
        3 => Is(cell, "NaN") || Is(cell, "N/A"),
        4 => Is(cell, "null"),
        _ => false,
    };

    /// <summary>A number with a decimal point; infinity beyond the range of a double.</summary>
    public static bool TryNumber(ReadOnlySpan<char> cell, out double value)
        => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>A number with a decimal comma; infinity beyond the range of a double.</summary>
    public static bool TryCommaNumber(ReadOnlySpan<char> cell, out double value)
        => double.TryParse(cell, NumberStyles.Float, Comma, out value);

    private static bool Is(ReadOnlySpan<char> cell, string token) => cell.Equals(token, StringComparison.OrdinalIgnoreCase);
}
