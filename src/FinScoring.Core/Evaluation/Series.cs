using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>
/// What dated rows are. Series: the rows of neighbouring dates tell of the same events, whichever they belong to, so that only dates
/// far enough apart are independent. Otherwise they are of many entities, such as borrowers, which come and go and are independent of
/// each other.
/// </summary>
internal static class Series
{
    /// <summary>Gaps within this factor of the median are of one pace.</summary>
    private const double SamePace = 1.5;

    public static bool Are(Dataset data) => data.Time is { } time && Are(time, data.Group, data.Return is not null);

    public static bool Are(ScoredRows rows) => rows.Time is { } time && Are(time, rows.Group, rows.Return is not null);

    /// <summary>
    /// Bars of symbols always are. So is one row a date at a steady pace, such as a month of an economy: the times at which people come
    /// keep none. And so are a few groups with long histories, such as countries: longer, on average, than there are groups.
    /// </summary>
    private static bool Are(long[] time, int[]? group, bool areBars)
        => areBars || (time.Distinct().Count() == time.Length && KeepPace(time)) || (group is not null && AreFew(group));

    private static bool AreFew(int[] group)
    {
        var groups = group.Distinct().LongCount();
        return group.Length > groups * groups;
    }

    /// <summary>At least half of the gaps are near the median one: of gaps by chance (exponential) little more than a quarter are.</summary>
    private static bool KeepPace(long[] dates)
    {
        long[] sorted = [.. dates.Order()];
        if (sorted.Length < 3) return true;
        double[] gaps = [.. sorted.Zip(sorted.Skip(1), (a, b) => (double)(b - a)).Order()];
        var median = gaps[gaps.Length / 2];
        return 2 * gaps.Count(g => g >= median / SamePace && g <= median * SamePace) >= gaps.Length;
    }
}
