using System.Globalization;

namespace FinScoring.Core.Data;

/// <summary>
/// One value, however a program spells it: pandas writes True and 4.0 (once a cell of the column is missing), Excel TRUE, R TRUE and
/// 1e+05, JSON true and 4. Only booleans and whole numbers have spellings; any other text is itself, and so are 0005 and 01234.
/// </summary>
public static class Spelling
{
    // Beyond it a double no longer tells neighbours from each other.
    private const long LargestWhole = 1L << 53;

    private const int MostDigits = 16;

    /// <summary>true, false, or the whole number's digits; null for any other text.</summary>
    /// <param name="text">A trimmed cell or text.</param>
    public static string? Canonical(ReadOnlySpan<char> text) => text.Length switch
    {
        0 => null,
        4 when text.Equals("true", StringComparison.OrdinalIgnoreCase) => "true",
        5 when text.Equals("false", StringComparison.OrdinalIgnoreCase) => "false",
        _ => Whole(text),
    };

    /// <summary>The digits of a whole number up to 2^53; null for any other.</summary>
    public static string? Canonical(double number)
        => Math.Abs(number) <= LargestWhole && number == Math.Floor(number) ? ((long)number).ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>Whether two texts are one value.</summary>
    public static bool IsSame(ReadOnlySpan<char> text, ReadOnlySpan<char> other)
        => text.SequenceEqual(other) || (Canonical(text) is { } value && value == Canonical(other));

    /// <summary>The same column with one level for each value, spelled as most of its rows do.</summary>
    internal static CategoryColumn Merge(CategoryColumn column)
    {
        var spellings = column.Levels.Index().GroupBy(level => Canonical(level.Item) ?? level.Item).ToArray();
        if (spellings.Length == column.Levels.Length) return column;
        var rows = new int[column.Levels.Length];
        foreach (var code in column.Codes.Where(code => code >= 0)) rows[code]++;
        var merged = new int[column.Levels.Length];
        foreach (var (value, levels) in spellings.Index())
        {
            foreach (var level in levels) merged[level.Index] = value;
        }

        // Of two that are as frequent the same one whatever the order of the rows.
        return new(
            column.Name,
            Array.ConvertAll(column.Codes, code => code < 0 ? code : merged[code]),
            [.. spellings.Select(levels => levels.OrderByDescending(l => rows[l.Index]).ThenBy(l => l.Item, StringComparer.Ordinal).First().Item)])
        {
            Note = column.Note,
        };
    }

    private static string? Whole(ReadOnlySpan<char> text)
    {
        var digits = text[0] is '-' or '+' ? text[1..] : text;
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        var whole = end < 0 ? digits : digits[..end];
        if (whole.Length is 0 or > MostDigits || (whole[0] == '0' && whole.Length > 1)) return null;
        if (end >= 0 && !IsZeros(digits[end..])) return IsExponent(digits[end..]) ? Parsed(text) : null;
        var value = long.Parse(whole, CultureInfo.InvariantCulture);
        return value > LargestWhole ? null : text[0] == '-' && value != 0 ? $"-{whole}" : whole.ToString();
    }

    // .0, .00 and so on. A comma with three zeros may separate thousands.
    private static bool IsZeros(ReadOnlySpan<char> decimals)
        => decimals.Length > 1 && !decimals[1..].ContainsAnyExcept('0') && (decimals[0] == '.' || (decimals[0] == ',' && decimals.Length <= 3));

    // 1e+05 is a number, 1E3 may be the code of a flat.
    private static bool IsExponent(ReadOnlySpan<char> rest)
    {
        var exponent = rest.IndexOfAny('e', 'E');
        return exponent >= 0 && rest.Length > exponent + 2 && rest[exponent + 1] is '+' or '-'
            && !rest[(exponent + 2)..].ContainsAnyExceptInRange('0', '9')
            && (exponent == 0 || (rest[0] == '.' && exponent > 1 && !rest[1..exponent].ContainsAnyExceptInRange('0', '9')));
    }

    private static string? Parsed(ReadOnlySpan<char> text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Canonical(number) : null;
}
