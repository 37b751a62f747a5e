namespace FinScoring.Core.Data;

/// <summary>Puts rows together that two ways of telling them apart put together, one or the other (Tarjan's union-find, 1975).</summary>
internal static class UnitCodes
{
    /// <param name="one">A code for each row, or null: each row stands alone.</param>
    /// <param name="other">The same.</param>
    public static int[]? Of(int[]? one, int[]? other)
    {
        if (one is null || other is null) return one ?? other;
        int[] root = [.. Enumerable.Range(0, one.Length)];
        foreach (var codes in new[] { one, other })
        {
            var first = new Dictionary<int, int>();
            for (var row = 0; row < codes.Length; row++)
            {
                if (!first.TryAdd(codes[row], row)) root[Root(row)] = Root(first[codes[row]]);
            }
        }

        return [.. Enumerable.Range(0, root.Length).Select(Root)];

        int Root(int row)
        {
            while (root[row] != row) row = root[row] = root[root[row]];
            return row;
        }
    }
}
