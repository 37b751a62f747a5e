using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>
/// What rows tell of together, for standard errors: those of one entity (a group, else the row itself), and where they follow time
/// those of neighbouring dates, as many as the cube root of the number of dates or, in a series of one row a date, as the label looks
/// ahead if that is longer.
/// </summary>
internal static class IndependentUnits
{
    /// <summary>In time, fewer entities, as a handful of symbols, give no standard error of their own: the dates do.</summary>
    private const int Entities = 30;

    /// <summary>Each way to cut the rows into units, as the unit of each row.</summary>
    public static IReadOnlyList<int[]> Of(Dataset data, int[] rows)
    {
        int[] entities = data.Group is { } group ? Array.ConvertAll(rows, r => group[r]) : [.. Enumerable.Range(0, rows.Length)];
        if (data.Time is not { } time) return [entities];
        var blocks = Blocks(data, time, rows);
        return entities.Distinct().Count() < Entities ? [blocks] : [entities, blocks];
    }

    private static int[] Blocks(Dataset data, long[] time, int[] rows)
    {
        long[] dates = [.. rows.Select(r => time[r]).Distinct().Order()];
        var length = (int)Math.Ceiling(Math.Cbrt(dates.Length));
        if (rows.Length < 2 * dates.Length && data.LabelEnd is { } end) length = Math.Max(length, Horizon(dates, rows, time, end));
        return Array.ConvertAll(rows, r => Array.BinarySearch(dates, time[r]) / length);
    }

    /// <summary>The median number of dates that a label looks ahead.</summary>
    private static int Horizon(long[] dates, int[] rows, long[] time, long[] end)
    {
        int[] ahead = [.. rows.Select(r => UpTo(end[r]) - UpTo(time[r])).Order()];
        return ahead[ahead.Length / 2];

        int UpTo(long date) => Array.BinarySearch(dates, date) is var at && at >= 0 ? at + 1 : ~at;
    }
}
