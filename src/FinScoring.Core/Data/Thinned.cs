namespace FinScoring.Core.Data;

/// <summary>
/// A part of many rows, drawn at random: rows may follow time, label or any period, and where cases and controls alternate every
/// second row is a control. The same rows give the same part.
/// </summary>
internal static class Thinned
{
    /// <summary>At most so many, in their order, each label with its share. The same array where there are no more.</summary>
    public static int[] To(int most, int[] rows, bool[] label) => By(most, rows, r => label[r]);

    /// <summary>The same for each value of a key.</summary>
    public static int[] By<T>(int most, int[] rows, Func<int, T> key)
    {
        if (rows.Length <= most) return rows;
        int[] sorted = [.. Shuffled(rows).OrderBy(key)];
        return [.. Enumerable.Range(0, most).Select(i => sorted[(int)((long)i * sorted.Length / most)]).Order()];
    }

    /// <summary>
    /// At most so many, in their order, of the rarer label all that fill no more than half: where events are rare, they are what
    /// there is to know, and their share of the rows is known without. The same array where there are no more.
    /// </summary>
    public static int[] KeepingRarer(int most, int[] rows, bool[] label)
    {
        if (rows.Length <= most) return rows;
        int[][] rarerFirst = [.. new[] { Array.FindAll(rows, r => label[r]), Array.FindAll(rows, r => !label[r]) }.OrderBy(l => l.Length)];
        var rarer = Drawn(most / 2, rarerFirst[0]);
        return [.. rarer.Concat(Drawn(most - rarer.Length, rarerFirst[1])).Order()];
    }

    /// <summary>At most so many, in their order. The same array where there are no more.</summary>
    public static int[] Drawn(int most, int[] rows) => rows.Length <= most ? rows : [.. Shuffled(rows).Take(most).Order()];

    private static int[] Shuffled(int[] rows)
    {
        int[] shuffled = [.. rows];
        new Random(rows.Length).Shuffle(shuffled);
        return shuffled;
    }
}
