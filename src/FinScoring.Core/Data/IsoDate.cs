namespace FinScoring.Core.Data;

/// <summary>The ISO 8601 forms that files use, read without culture and without allocation.</summary>
internal static class IsoDate
{
    public static bool TryParse(ReadOnlySpan<char> cell, out long utcTicks, out bool zoned)
    {
        (utcTicks, zoned) = (0, false);
        if (!TryDay(cell, out var day, out var used))
            return false;
        utcTicks = day;
        if (used == cell.Length)
            return true;
        if (used < 10 || cell[used] is not ('T' or 't' or ' '))
            return false;
        var rest = cell[(used + 1)..];
        if (!TryTime(rest, out var time, out used) || !TryOffset(rest[used..], out var offset, out zoned))
            return false;
        utcTicks = day + time - offset;
        return utcTicks >= 0 && utcTicks <= DateTime.MaxValue.Ticks;
    }

    // yyyy-MM or yyyy-MM-dd
    private static bool TryDay(ReadOnlySpan<char> cell, out long ticks, out int used)
    {
        (ticks, used) = (0, 0);
        if (cell.Length < 7 || cell[4] != '-' || !TryDigits(cell[..4], out var year) || !TryDigits(cell[5..7], out var month))
            return false;
        var day = 1;
        used = 7;
        if (cell.Length > 7)
        {
            if (cell.Length < 10 || cell[7] != '-' || !TryDigits(cell[8..10], out day))
                return false;
            used = 10;
        }
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }

    // HH:mm, HH:mm:ss or HH:mm:ss.f with any number of decimals
    private static bool TryTime(ReadOnlySpan<char> rest, out long ticks, out int used)
    {
        (ticks, used) = (0, 5);
        if (rest.Length < 5 || rest[2] != ':' || !TryDigits(rest[..2], out var hours) || !TryDigits(rest[3..5], out var minutes))
            return false;
        var seconds = 0;
        if (rest.Length >= 8 && rest[5] == ':')
        {
            if (!TryDigits(rest[6..8], out seconds))
                return false;
            used = 8;
        }
        if (hours > 23 || minutes > 59 || seconds > 59)
            return false;
        ticks = new TimeSpan(hours, minutes, seconds).Ticks;
        return used < 8 || TryFraction(rest, ref ticks, ref used);
    }

    private static bool TryFraction(ReadOnlySpan<char> rest, ref long ticks, ref int used)
    {
        if (used == rest.Length || rest[used] is not ('.' or ','))
            return true;
        var start = ++used;
        for (var unit = TimeSpan.TicksPerSecond / 10; used < rest.Length && char.IsAsciiDigit(rest[used]); used++, unit /= 10)
            ticks += (rest[used] - '0') * unit;
        return used > start;
    }

    // Nothing, Z, +hh, +hhmm or +hh:mm
    private static bool TryOffset(ReadOnlySpan<char> rest, out long ticks, out bool zoned)
    {
        ticks = 0;
        zoned = rest.Length > 0;
        if (!zoned || rest is "Z" or "z")
            return true;
        if (rest[0] is not ('+' or '-') || rest.Length is not (3 or 5 or 6) || rest.Length == 6 && rest[3] != ':')
            return false;
        var minutes = 0;
        if (!TryDigits(rest[1..3], out var hours) || rest.Length > 3 && !TryDigits(rest[^2..], out minutes) || hours > 18 || minutes > 59)
            return false;
        ticks = new TimeSpan(hours, minutes, 0).Ticks * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = value * 10 + (c - '0');
        }
        return true;
    }
}
