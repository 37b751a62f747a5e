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
        return [.. Evenly(most, [.. rows.OrderBy(r => label[r])]).Order()];
    }

    /// <summary>
    /// At most so many, in their order, of the rarer label all that fill no more than half: where events are rare, they are what
    /// there is to know, and their share of the rows is known without. The same array where there are no more.
    /// </summary>
    public static int[] KeepingRarer(int most, int[] rows, bool[] label)
    {
        if (rows.Length <= most) return rows;
        int[][] rarerFirst = [.. new[] { Array.FindAll(rows, r => label[r]), Array.FindAll(rows, r => !label[r]) }.OrderBy(l => l.Length)];
        var rarer = Evenly(most / 2, rarerFirst[0]);
        return [.. rarer.Concat(Evenly(most - rarer.Length, rarerFirst[1])).Order()];
    }

    /// <summary>At most so many, evenly spread. The same array where there are no more.</summary>
    public static int[] Evenly(int most, int[] rows)
        => rows.Length <= most ? rows : [.. Enumerable.Range(0, most).Select(i => rows[(int)((long)i * rows.Length / most)])];
}
