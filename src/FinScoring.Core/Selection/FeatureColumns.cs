using FinScoring.Core.Data;

namespace FinScoring.Core.Selection;

/// <summary>
/// Normalized rows turned into columns: for a number its values (NaN where it was missing), for a category the level of each
/// row, 0 for other.
/// </summary>
internal sealed class FeatureColumns
{
    private readonly float[]?[] _values;
    private readonly int[]?[] _levels;

    public FeatureColumns(FeatureMatrix matrix)
    {
        Columns = matrix.Columns;
        _values = [.. Columns.Select(c => c.Numeric ? new float[matrix.Rows] : null)];
        _levels = [.. Columns.Select(c => c.Numeric ? null : new int[matrix.Rows])];
        var columnOf = new int[matrix.Slots];
        for (var c = 0; c < Columns.Count; c++)
        {
            Array.Fill(columnOf, c, Columns[c].Start, Columns[c].Count);
            if (Columns[c].MissingSlot >= 0) columnOf[Columns[c].MissingSlot] = c;
        }

        for (var row = 0; row < matrix.Rows; row++)
        {
            foreach (var (slot, value) in matrix.Row(row))
                if (value != 0) Set(columnOf[slot], row, slot, value);
        }
    }

    public IReadOnlyList<FeatureSlots> Columns { get; }

    /// <summary>The bins of a column: quantiles of a number, with one of its own for missing; levels of a category.</summary>
    public (int[] Bins, int Count) Bin(int column)
        => _values[column] is { } values ? Quantiles(values) : (_levels[column]!, Columns[column].Count + 1);

    /// <summary>A number's values, NaN where missing; null for a category.</summary>
    public float[]? Values(int column) => _values[column];

    public bool IsConstant(int column)
        => _values[column] is { } values ? values.All(v => v.Equals(values[0])) : _levels[column]!.All(l => l == _levels[column]![0]);

    // A row names the value before the missing indicator, which comes later in the vector and wins.
    private void Set(int column, int row, int slot, float value)
    {
        if (_values[column] is { } values) values[row] = slot == Columns[column].MissingSlot ? float.NaN : value;
        else _levels[column]![row] = slot - Columns[column].Start + 1;
    }

    private static (int[] Bins, int Count) Quantiles(float[] values)
    {
        float[] sorted = [.. values.Where(v => !float.IsNaN(v))];
        Array.Sort(sorted);
        var bounds = QuantileBounds.Of(sorted);
        var bins = new int[values.Length];
        for (var row = 0; row < values.Length; row++)
        {
            var at = Array.BinarySearch(bounds, values[row]);
            bins[row] = float.IsNaN(values[row]) ? bounds.Length : at < 0 ? ~at : at;
        }

        return (bins, bounds.Length + 1);
    }
}
