using FinScoring.Core.Data;

namespace FinScoring.Core.Normalization;

/// <summary>Which levels of a category get a slot of their own; the rest, and what is unseen, share "other", all slots 0.</summary>
internal static class CategoryLevels
{
    private const int MostLevels = 100, FewestRows = 10;
    private const double FewestShare = 0.001;

    /// <summary>
    /// The levels seen in at least 10 of the rows and 0.1 % of them, at most 100, most frequent first; a missing cell counts
    /// as a level, the empty text.
    /// </summary>
    public static IReadOnlyList<string> Of(CategoryColumn column, int[] rows)
    {
        var counts = new int[column.Levels.Length + 1];
        foreach (var row in rows) counts[column.Codes[row] + 1]++;
        var fewest = Fewest(rows.Length);
        return [.. Enumerable.Range(0, counts.Length)
            .Where(c => counts[c] >= fewest)
            .Select(c => (Text: c == 0 ? string.Empty : column.Levels[c - 1], Count: counts[c]))
            .OrderByDescending(l => l.Count).ThenBy(l => l.Text, StringComparer.Ordinal)
            .Take(MostLevels).Select(l => l.Text)];
    }

    /// <summary>The fewest rows of a level, of so many.</summary>
    public static double Fewest(int rows) => Math.Max(FewestRows, FewestShare * rows);
}
