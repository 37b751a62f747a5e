namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>
/// A column's values put into cells of about equal mass: what scales are compared on, so that it takes the time of a sort.
/// Equal values share a cell, a frequent value has its own; missing ones are in none.
/// </summary>
internal sealed class ColumnCells
{
    /// <summary>At most so many, and a few more where values are frequent. With fewer values each has its cell.</summary>
    public const int Most = 50;

    private readonly int[] _cells;

    /// <param name="values">One per row, NaN where missing.</param>
    public ColumnCells(float[] values)
    {
        Sorted = [.. values.Where(v => !float.IsNaN(v))];
        Array.Sort(Sorted);
        IsSingle = HasFewValues(Sorted);
        var starts = Starts(Sorted, IsSingle ? 0 : (double)Sorted.Length / Most);
        (Mean, Rank) = (new double[starts.Count], new double[starts.Count]);
        for (var cell = 0; cell < Count; cell++)
        {
            int from = starts[cell], to = cell + 1 < Count ? starts[cell + 1] : Sorted.Length;
            Mean[cell] = Sorted[from..to].Average(v => (double)v);
            Rank[cell] = (from + to) / 2.0;
        }

        float[] lowest = [.. starts.Select(s => Sorted[s])];
        _cells = Array.ConvertAll(values, v => float.IsNaN(v) ? -1 : Array.BinarySearch(lowest, v) is var at && at < 0 ? ~at - 1 : at);
    }

    /// <summary>The values that are not missing, ascending.</summary>
    public float[] Sorted { get; }

    public int Count => Mean.Length;

    /// <summary>Whether each cell holds one value.</summary>
    public bool IsSingle { get; }

    /// <summary>The mean value in each cell.</summary>
    public double[] Mean { get; }

    /// <summary>The place of each cell's middle among the values, in rows.</summary>
    public double[] Rank { get; }

    /// <summary>The cell of a row, -1 where the value is missing.</summary>
    public int this[int row] => _cells[row];

    private static bool HasFewValues(float[] sorted)
    {
        var distinct = 0;
        for (var i = 0; i < sorted.Length && distinct <= Most; i++)
            if (i == 0 || sorted[i] != sorted[i - 1]) distinct++;
        return distinct <= Most;
    }

    /// <summary>Where each cell begins: at a new value, once the last cell is full or the value alone fills one.</summary>
    private static List<int> Starts(float[] sorted, double mass)
    {
        var starts = new List<int>();
        var wasFrequent = true;
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];) to++;
            var isFrequent = to - from >= mass;
            if (wasFrequent || isFrequent || from - starts[^1] >= mass) starts.Add(from);
            wasFrequent = isFrequent;
        }

        return starts;
    }
}
