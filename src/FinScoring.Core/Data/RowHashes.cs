namespace FinScoring.Core.Data;

/// <summary>
/// 64 bits for the cells of a row, a sum over its columns: what a row is without one of them is a difference. That two rows of a
/// million differ and have the same is as likely as one in thirty million.
/// </summary>
internal static class RowHashes
{
    /// <summary>Of each row, over all columns.</summary>
    public static ulong[] Of(IReadOnlyList<TableColumn> columns, int rows)
    {
        var hashes = new ulong[rows];
        for (var place = 0; place < columns.Count; place++)
        {
            var cell = Cell(columns[place], place);
            for (var row = 0; row < rows; row++) hashes[row] += cell(row);
        }

        return hashes;
    }

    /// <summary>What a column adds to the hash of a row; equal cells of it add the same.</summary>
    /// <param name="column">The column.</param>
    /// <param name="place">Where it stands: the same cell in another column adds something else.</param>
    public static Func<int, ulong> Cell(TableColumn column, int place) => column switch
    {
        NumericColumn numbers => row => Mixed(place, Bits(numbers.Values[row])),
        CategoryColumn texts => row => Mixed(place, (ulong)(texts.Codes[row] + 1)),
        DateColumn dates => row => Mixed(place, (ulong)dates.Ticks[row]),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>0 and -0 are one number, and all that is missing is one.</summary>
    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value + 0.0);

    /// <summary>The last steps of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Mixed(int place, ulong bits)
    {
        var x = bits + 0x9E3779B97F4A7C15 * (ulong)(place + 1);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
