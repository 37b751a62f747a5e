using FinScoring.Core.Data;

namespace FinScoring.Core.Selection;

/// <summary>
/// Normalized rows turned into columns: for a number its values (NaN where it was missing or special) and which of these it was,
/// for a category the level of each row, 0 for other.
/// </summary>
internal sealed class FeatureColumns
{
    /// <summary>Enough to tell tenths.</summary>
    private const int RowsToCutOn = 10_000;

    private readonly float[]?[] _values;

    // For a category the level, 0 for other. For a number 0, or 1 for missing and from 2 for each special value.
    private readonly int[][] _levels;

    public FeatureColumns(FeatureMatrix matrix)
    {
        Columns = matrix.Columns;
        _values = [.. Columns.Select(c => c.Numeric ? new float[matrix.Rows] : null)];
        _levels = [.. Columns.Select(_ => new int[matrix.Rows])];
        var columnOf = new int[matrix.Slots];
        for (var c = 0; c < Columns.Count; c++)
        {
            foreach (var slot in Columns[c].All) columnOf[slot] = c;
        }

        for (var row = 0; row < matrix.Rows; row++)
        {
            foreach (var (slot, value) in matrix.Row(row)) Set(columnOf[slot], row, slot, value);
        }
    }

    public IReadOnlyList<FeatureSlots> Columns { get; }

    /// <summary>The bins of a column: quantiles of a number, with bins of their own for missing and special; levels of a category.</summary>
    public (int[] Bins, int Count) Bin(int column)
        => _values[column] is { } values ? Quantiles(values, _levels[column], Columns[column].Specials) : (_levels[column], Columns[column].Count + 1);

    /// <summary>A number's values, NaN where missing or special; null for a category.</summary>
    public float[]? Values(int column) => _values[column];

    public bool IsConstant(int column)
        => Array.TrueForAll(_levels[column], l => l == _levels[column][0])
        && (_values[column] is not { } values || Array.TrueForAll(values, v => v.Equals(values[0])));

    // A row names the value before the indicators, which come later in the vector and win.
    private void Set(int column, int row, int slot, float value)
    {
        var place = Columns[column];
        if (_values[column] is not { } values) _levels[column][row] = slot - place.Start + 1;
        else if (slot == place.Start) values[row] = value;
        else (values[row], _levels[column][row]) = (float.NaN, slot == place.MissingSlot ? 1 : 2 + slot - place.SpecialSlot);
    }

    private static (int[] Bins, int Count) Quantiles(float[] values, int[] apart, int specials)
    {
        var known = Array.FindAll(values, v => !float.IsNaN(v));
        // Drawn at random: rows may follow a period, of symbols or of cases and controls.
        var some = known.Length > RowsToCutOn ? new Random(known.Length).GetItems(known, RowsToCutOn) : known;
        Array.Sort(some);
        var bounds = QuantileBounds.Of(some);
        // Above the last one are only numbers that were not drawn: they belong to its bin.
        var borders = bounds.AsSpan(0, Math.Max(bounds.Length - 1, 0));
        var bins = new int[values.Length];
        for (var row = 0; row < values.Length; row++)
        {
            if (float.IsNaN(values[row])) bins[row] = bounds.Length + apart[row] - 1;
            else foreach (var border in borders) bins[row] += values[row] > border ? 1 : 0;
        }

        return (bins, bounds.Length + 1 + specials);
    }
}
