namespace FinScoring.Core.Data;

/// <summary>Digits with signs among them, such as 1,234.5 or 1'234: whether they are a number if a given sign is the decimal one.</summary>
internal static class DigitGroups
{
    /// <summary>More are no number that anybody wrote.</summary>
    public const int MaxLength = 48;

    private const int Thousand = 3, Hundred = 2;

    // Blanks of every width are one sign, and so are straight and curved apostrophes.
    private const char Blank = ' ', Apostrophe = '\'';

    /// <summary>The sign that may separate digits, or '\0'.</summary>
    public static char Kind(char c) => c switch
    {
        ',' or '.' => c,
        '\'' or '’' => Apostrophe,
        ' ' or '\u00A0' or '\u2007' or '\u2009' or '\u202F' => Blank,
        _ => '\0',
    };

    /// <param name="body">Digits and signs.</param>
    /// <param name="point">The decimal sign, comma or point.</param>
    /// <param name="group">What separates thousands; '\0' if nothing does.</param>
    public static bool Fit(ReadOnlySpan<char> body, char point, out char group)
    {
        group = '\0';
        var end = body.IndexOf(point);
        if (body.Length > MaxLength || (end >= 0 && body[(end + 1)..].ContainsAnyExceptInRange('0', '9')))
            return false;
        var whole = end < 0 ? body : body[..end];
        var first = whole.IndexOfAnyExceptInRange('0', '9');
        if (first < 0)
            return whole.Length > 0 || body.Length > 1;
        group = Kind(whole[first]);
        return group != '\0' && whole[0] != '0' && AreGroups(whole, first, group);
    }

    /// <summary>Whether they could as well be whole thousands: 1.234, but not 0.123 or 1.2345.</summary>
    /// <param name="body">A number with that decimal sign.</param>
    /// <param name="point">The decimal sign.</param>
    public static bool MayBeThousands(ReadOnlySpan<char> body, char point)
        => body.Contains(point) && Fit(body, point == '.' ? ',' : '.', out var group) && group == point;

    /// <summary>The number, once it is known to <see cref="Fit"/>.</summary>
    public static double Value(ReadOnlySpan<char> body, char point)
    {
        Span<char> digits = stackalloc char[MaxLength];
        var count = 0;
        foreach (var c in body)
        {
            if (char.IsAsciiDigit(c)) digits[count++] = c;
            else if (c == point) digits[count++] = '.';
        }
        return Cell.TryAnyNumber(digits[..count], decimalComma: false, out var value) ? value : double.NaN;
    }

    // 1,234,567, or as in India 12,34,567: one to three digits, then groups of three; or one or two, groups of two, one of three.
    private static bool AreGroups(ReadOnlySpan<char> whole, int first, char group)
    {
        if (first > Thousand)
            return false;
        var (thousands, lakhs) = (true, first <= Hundred && group == ',');
        for (var rest = whole[first..]; !rest.IsEmpty;)
        {
            if (Kind(rest[0]) != group)
                return false;
            rest = rest[1..];
            var length = rest.IndexOfAnyExceptInRange('0', '9');
            var isLast = length < 0;
            if (isLast) length = rest.Length;
            thousands &= length == Thousand;
            lakhs &= length == (isLast ? Thousand : Hundred);
            rest = rest[length..];
        }
        return thousands || lakhs;
    }
}
