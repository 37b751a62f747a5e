using System.Buffers;
using System.Globalization;

namespace FinScoring.Core.Data;

/// <summary>
/// Values of a numeric column that are codes and no numbers: -9 for "no record", 999 for "never". Looked for at both ends of a
/// column: at most four values beyond a hole, together in 0.1 % of the rows or more, ten each on average. The hole is wider
/// than twice the spread of the other values, or half of it where the values look like codes; for negative codes below values
/// that are never negative two steps of those values will do.
/// </summary>
/// <remarks>The label plays no part, but rows to be tested must not either: whoever learns looks in the training rows only.</remarks>
internal static class SpecialValues
{
    private const int MostPerEnd = 4, FewestRows = 10;
    private const double FewestShare = 0.001;

    // Fewer are codes themselves more than numbers: 1, 2, 3 and 12 have no spread to speak of.
    private const int FewestOthers = 5;

    private const double Wide = 2, WideForCodes = 0.5, FewestSteps = 2;

    /// <summary>Those that the caller named, else those that the rows show; ascending.</summary>
    public static IReadOnlyList<double> Of(NumericColumn column, int[] rows)
    {
        if (column.Specials is not null) return column.Specials;
        // Asked of every column of every part of the rows: a borrowed array is no garbage.
        var known = ArrayPool<double>.Shared.Rent(rows.Length);
        var count = 0;
        foreach (var row in rows)
        {
            if (column.Values[row] is var value && !double.IsNaN(value)) known[count++] = value;
        }

        var found = Find(known.AsSpan(0, count));
        ArrayPool<double>.Shared.Return(known);
        return found;
    }

    /// <summary>The same column with these values missing.</summary>
    public static NumericColumn Hide(NumericColumn column, IReadOnlyCollection<double> specials) => specials.Count == 0
        ? column
        : new(column.Name, column.Values.ConvertAll(v => specials.Contains(v) ? double.NaN : v));

    /// <param name="values">None of them missing. May be sorted in place.</param>
    public static IReadOnlyList<double> Find(Span<double> values)
    {
        // Nearly every column ends here, unsorted.
        if (!MayHold(values, 1) && !MayHold(values, -1)) return [];
        values.Sort();
        Run[] up = [.. Runs(values)];
        Run[] down = [.. up.Select(r => new Run(-r.Value, r.Count)).Reverse()];
        return
        [
            .. up.Take(Count(up, values.Length, isLow: true)).Select(r => r.Value),
            .. down.Take(Count(down, values.Length, isLow: false)).Select(r => -r.Value).Reverse(),
        ];
    }

    /// <summary>Each value and how often it occurs, ascending.</summary>
    private static List<Run> Runs(ReadOnlySpan<double> sorted)
    {
        var runs = new List<Run>();
        for (int from = 0, to = 1; to <= sorted.Length; to++)
        {
            if (to < sorted.Length && sorted[to] == sorted[from]) continue;
            runs.Add(new(sorted[from], to - from));
            from = to;
        }

        return runs;
    }

    /// <summary>Whether the four lowest (by sign: highest) values are frequent enough.</summary>
    private static bool MayHold(ReadOnlySpan<double> values, int sign)
    {
        Span<double> lowest = stackalloc double[MostPerEnd];
        Span<int> counts = stackalloc int[MostPerEnd];
        lowest.Fill(double.PositiveInfinity);
        foreach (var value in values)
        {
            var x = sign * value;
            if (x > lowest[^1]) continue;
            var at = 0;
            while (lowest[at] < x) at++;
            if (lowest[at] != x)
            {
                lowest[at..^1].CopyTo(lowest[(at + 1)..]);
                counts[at..^1].CopyTo(counts[(at + 1)..]);
                (lowest[at], counts[at]) = (x, 0);
            }

            counts[at]++;
        }

        return counts[0] + counts[1] + counts[2] + counts[3] >= Fewest(1, values.Length);
    }

    /// <summary>How many of the first runs are codes. At the high end the values come negated, so that both ends are low ones.</summary>
    private static int Count(Run[] runs, int rows, bool isLow)
    {
        for (var codes = Math.Min(MostPerEnd, runs.Length - FewestOthers); codes > 0; codes--)
        {
            if (runs.Take(codes).Sum(r => r.Count) >= Fewest(codes, rows) && IsApart(runs, codes, isLow)) return codes;
        }

        return 0;
    }

    private static double Fewest(int codes, int rows) => Math.Max(FewestRows * codes, FewestShare * rows);

    private static bool IsApart(Run[] runs, int codes, bool isLow)
    {
        var others = runs.AsSpan(codes);
        var hole = others[0].Value - runs[codes - 1].Value;
        var likeCodes = runs.Take(codes).All(r => IsLikeCode(isLow ? r.Value : -r.Value));
        if (hole > (likeCodes ? WideForCodes : Wide) * Spread(others)) return true;
        return likeCodes && isLow && runs[codes - 1].Value < 0 && others[0].Value >= 0 && hole >= FewestSteps * Step(others);
    }

    /// <summary>-1 to -9; -66, -777, -88, -9999 and their like; 99, 999, 9999 and so on.</summary>
    private static bool IsLikeCode(double value)
    {
        var digits = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        if (digits.Any(d => d != digits[0])) return false;
        return value < 0 ? digits.Length == 1 || digits[0] >= '6' : digits.Length > 1 && digits[0] == '9';
    }

    /// <summary>From the first percentile to the last, so that outliers do not count; where those are one value, the whole range.</summary>
    private static double Spread(ReadOnlySpan<Run> runs)
    {
        var rows = 0;
        foreach (var run in runs) rows += run.Count;
        var spread = At(runs, (int)(0.99 * (rows - 1))) - At(runs, (int)(0.01 * (rows - 1)));
        return spread > 0 ? spread : runs[^1].Value - runs[0].Value;
    }

    /// <summary>The value of a row by its rank.</summary>
    private static double At(ReadOnlySpan<Run> runs, int rank)
    {
        var run = 0;
        while (rank >= runs[run].Count) rank -= runs[run++].Count;
        return runs[run].Value;
    }

    /// <summary>The smallest difference among the lowest five.</summary>
    private static double Step(ReadOnlySpan<Run> runs)
    {
        var step = double.PositiveInfinity;
        for (var run = 1; run < FewestOthers; run++) step = Math.Min(step, runs[run].Value - runs[run - 1].Value);
        return step;
    }

    private readonly record struct Run(double Value, int Count);
}
