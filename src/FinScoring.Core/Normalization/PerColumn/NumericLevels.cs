namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>Which of a column's few values get a slot of their own; the rest, and what is unseen, share "other", all slots 0.</summary>
internal static class NumericLevels
{
    /// <summary>Those as frequent as <see cref="CategoryLevels"/> asks, ascending; none where values are many.</summary>
    public static IReadOnlyList<float> Of(ColumnCells cells)
    {
        if (!cells.IsSingle) return [];
        var fewest = CategoryLevels.Fewest(cells.Sorted.Length);
        return [.. cells.Sorted.GroupBy(v => v).Where(g => g.Count() >= fewest).Select(g => g.Key)];
    }
}
