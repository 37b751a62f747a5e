using System.Globalization;

namespace FinScoring.Core.Data;

/// <summary>Made-up rows of cells, composed column by column from a signature: nobody's data, and every way a cell can be.</summary>
internal static class ComposedRows
{
    private const int Mixed = 12, MostGaps = 10;

    private const string Unseen = "(unseen)";

    /// <summary>
    /// All columns typical; at their least; at their largest; all missing that may be; each alone missing (the first ten); a
    /// category never seen; what is missing together in training rows; and mixtures.
    /// </summary>
    /// <param name="columns">The signature's inputs.</param>
    /// <param name="gaps">Which columns are missing together, as <see cref="MissingPatterns"/> finds them.</param>
    /// <param name="seed">For the mixtures.</param>
    /// <returns>Rows of one cell per column, null where missing.</returns>
    public static IReadOnlyList<IReadOnlyList<string?>> Of(IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlySet<int>> gaps, int seed)
    {
        var random = new Random(seed);
        var typical = columns.Select(Typical).ToArray();
        var alone = columns.Select((c, i) => (c.Missing, i)).Where(c => c.Missing).Select(c => c.i).Take(MostGaps);
        return
        [
            typical,
            [.. columns.Select(c => c.Kind == ColumnKind.Numeric ? Number(c.Min) : c.Categories?[0])],
            [.. columns.Select(c => c.Kind == ColumnKind.Numeric ? Number(c.Max) : c.Categories?[^1])],
            [.. columns.Select((c, i) => c.Missing ? null : typical[i])],
            [.. columns.Select((c, i) => c.Kind == ColumnKind.Category ? Unseen : typical[i])],
            .. alone.Select(gap => typical.Select((cell, i) => i == gap ? null : cell).ToArray()),
            .. gaps.Select(gap => typical.Select((cell, i) => gap.Contains(i) ? null : cell).ToArray()),
            .. Enumerable.Range(0, Mixed).Select(_ => columns.Select(c => Any(c, random)).ToArray()),
        ];
    }

    private static string? Typical(Column column) => column.Example
        ?? (column.Kind == ColumnKind.Numeric ? Number(column.Min) : column.Categories?[0]);

    private static string? Any(Column column, Random random)
    {
        if (column.Missing && random.Next(4) == 0) return null;
        if (column.Kind == ColumnKind.Category)
            return column.Categories is { Count: > 0 } levels ? levels[random.Next(levels.Count)] : Unseen;
        var (low, high) = (column.Min ?? 0, column.Max ?? 0);
        // Squared, because ranges end in outliers: most rows should lie where most data does.
        var share = random.NextDouble();
        var value = low + (high - low) * share * share;
        return Number(column.WholeNumbers ? Math.Round(value) : value);
    }

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
