namespace FinScoring.Core.Data;

/// <summary>A cell that says a number in some way, taken apart: $1,200.50, 12.5 %, 36 months, (123), 123-.</summary>
internal readonly ref struct NumberText
{
    private const int LongestUnit = 16;

    private NumberText(bool isNegative, ReadOnlySpan<char> prefix, ReadOnlySpan<char> body, ReadOnlySpan<char> suffix)
    {
        IsNegative = isNegative;
        Prefix = prefix;
        Body = body;
        Suffix = suffix;
    }

    public bool IsNegative { get; }

    /// <summary>A currency, or nothing.</summary>
    public ReadOnlySpan<char> Prefix { get; }

    /// <summary>Digits, and signs among them.</summary>
    public ReadOnlySpan<char> Body { get; }

    /// <summary>A unit, or nothing.</summary>
    public ReadOnlySpan<char> Suffix { get; }

    /// <param name="cell">A trimmed cell.</param>
    /// <param name="text">Its parts.</param>
    public static bool TryParse(ReadOnlySpan<char> cell, out NumberText text)
    {
        text = default;
        if (!cell.ContainsAnyInRange('0', '9'))
            return false;
        var front = new NumberFront(cell);
        while (front.TakeOne())
        {
        }
        var end = BodyEnd(front.Rest);
        var body = front.Rest[..end];
        var suffix = front.Rest[end..].Trim();
        if (suffix is ['-' or '−', ..])
        {
            front.AddSign(isMinus: true);
            suffix = suffix[1..].TrimStart();
        }
        if (end == 0 || front.Signs > 1 || !IsUnit(suffix) || (suffix.Length > 0 && body is ['0', >= '0' and <= '9', ..]))
            return false;
        text = new(front.IsNegative, front.Prefix, body, suffix);
        return true;
    }

    /// <summary>Whether two units are the same, as year and years are.</summary>
    public static bool IsSameUnit(ReadOnlySpan<char> unit, ReadOnlySpan<char> other)
        => Singular(unit).Equals(Singular(other), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Singular(ReadOnlySpan<char> unit) => unit.Length > 2 && unit[^1] is 's' or 'S' ? unit[..^1] : unit;

    // Behind the last digit that no more than one sign separates from those before; 5. ends behind its point.
    private static int BodyEnd(ReadOnlySpan<char> cell)
    {
        var at = 0;
        while (at < cell.Length)
        {
            if (char.IsAsciiDigit(cell[at])) at++;
            else if (DigitGroups.Kind(cell[at]) != '\0' && at + 1 < cell.Length && char.IsAsciiDigit(cell[at + 1])) at += 2;
            else break;
        }
        return at;
    }

    // Nothing, a sign such as %, or letters: no digits, so that 4x4 and 1-2 are no numbers, and no + as in 10+ years.
    private static bool IsUnit(ReadOnlySpan<char> suffix)
    {
        if (suffix.IsEmpty)
            return true;
        if (suffix.Length > LongestUnit || !(char.IsLetter(suffix[0]) || IsUnitSign(suffix[0])))
            return false;
        foreach (var c in suffix)
        {
            if (!char.IsLetter(c) && !IsUnitSign(c) && c is not (' ' or '\u00A0' or '.' or '/'))
                return false;
        }
        return true;
    }

    private static bool IsUnitSign(char c) => c is '%' or '‰' or '°' or '²' or '³' || Currencies.IsSign(c);
}
