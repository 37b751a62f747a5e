namespace FinScoring.Core.Data;

/// <summary>A part of many rows.</summary>
internal static class Thinned
{
    /// <summary>At most so many, evenly spread: rows may be in the order of time or label. The same array where there are no more.</summary>
    public static int[] To(int most, int[] rows)
        => rows.Length <= most ? rows : [.. Enumerable.Range(0, most).Select(i => rows[(int)((long)i * rows.Length / most)])];
}
