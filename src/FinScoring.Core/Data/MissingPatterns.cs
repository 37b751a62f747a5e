namespace FinScoring.Core.Data;

/// <summary>Which columns are missing together in the rows of a file.</summary>
internal static class MissingPatterns
{
    private const int Most = 50;

    /// <summary>The patterns seen, the most frequent first, at most 50; rows without a gap are no pattern.</summary>
    public static IReadOnlyList<IReadOnlySet<int>> Of(IReadOnlyList<TableColumn> columns)
    {
        int[] gapped = [.. Enumerable.Range(0, columns.Count).Where(c => Enumerable.Range(0, columns[c].Rows).Any(columns[c].IsMissing))];
        if (gapped.Length == 0) return [];
        return [.. Enumerable.Range(0, columns[0].Rows)
            .Select(row => string.Join(' ', gapped.Where(c => columns[c].IsMissing(row))))
            .Where(pattern => pattern.Length > 0)
            .CountBy(pattern => pattern)
            .OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Take(Most)
            .Select(p => p.Key.Split(' ').Select(int.Parse).ToHashSet())];
    }
}
