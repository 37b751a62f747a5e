using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>
/// How many events there are to learn from. Where labels look ahead, neighbouring rows of one entity (a group, or a single series)
/// tell of the same one: only those count whose label intervals do not overlap. Where nothing says what belongs together, and many
/// share a date, each row is an entity of its own. Copies of a row are one.
/// </summary>
internal static class IndependentEvents
{
    /// <summary>With fewer, a comparison on windows of time tells little.</summary>
    private const int Enough = 100;

    /// <summary>
    /// Whether rows follow time and are series, or tell of few events: then few folds are independent, and what wins on past ones by a
    /// little may lose on the next.
    /// </summary>
    public static bool AreFewInTime(Dataset data, int[] rows)
        => data.Time is not null && (Series.Are(data) || OfRarerClass(data, rows) < Enough);

    /// <summary>Of the rarer class.</summary>
    public static int OfRarerClass(Dataset data, int[] rows)
        => Math.Min(Count(data, rows.Where(r => data.Label[r])), Count(data, rows.Where(r => !data.Label[r])));

    private static int Count(Dataset data, IEnumerable<int> rows)
        => data is { Time: { } time, LabelEnd: { } end } && (data.Group is not null || Series.Are(data))
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
