using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>
/// How many events there are to learn from. Where labels look ahead, neighbouring rows tell of the same one: only those count
/// whose label intervals do not overlap. Copies of a row are one.
/// </summary>
internal static class IndependentEvents
{
    /// <summary>Of the rarer class.</summary>
    public static int OfRarerClass(Dataset data, int[] rows)
        => Math.Min(Count(data, rows.Where(r => data.Label[r])), Count(data, rows.Where(r => !data.Label[r])));

    private static int Count(Dataset data, IEnumerable<int> rows)
        => data is { Time: { } time, LabelEnd: { } end }
            ? rows.GroupBy(r => data.Group?[r] ?? 0).Sum(group => Apart(group.OrderBy(r => time[r]), time, end))
            : data.Copies.SetOf is { } setOf ? rows.Select(r => setOf[r]).Distinct().Count() : rows.Count();

    private static int Apart(IEnumerable<int> rows, long[] time, long[] end)
    {
        var count = 0;
        var known = long.MinValue;
        foreach (var row in rows.Where(r => time[r] >= known))
        {
            count++;
            known = end[row];
        }

        return count;
    }
}
