namespace FinScoring.Core.Data;

/// <summary>A part of many rows that holds its share of each label.</summary>
internal static class Thinned
{
    /// <summary>
    /// At most so many, in their order, each label's evenly spread: rows may follow time or label, and where cases and controls
    /// alternate every second row is a control. The same array where there are no more.
    /// </summary>
    public static int[] To(int most, int[] rows, bool[] label)
    {
        if (rows.Length <= most) return rows;
        int[] sorted = [.. rows.OrderBy(r => label[r])];
        return [.. Enumerable.Range(0, most).Select(i => sorted[(int)((long)i * rows.Length / most)]).Order()];
    }
}
