using System.Globalization;

namespace FinScoring.Core.Data;

/// <summary>Rows of cells, null where missing, as the dataset a chain can score. Its labels mean nothing.</summary>
internal static class CellDataset
{
    public static Dataset Of(IReadOnlyList<Column> inputs, IReadOnlyList<IReadOnlyList<string?>> rows) => new()
    {
        Signature = new() { Columns = inputs },
        Inputs = [.. inputs.Select((column, i) => Read(column, [.. rows.Select(r => r[i])]))],
        Label = new bool[rows.Count],
        Event = string.Empty,
        RowsRead = rows.Count,
    };

    private static TableColumn Read(Column column, string?[] cells) => column.Kind == ColumnKind.Numeric
        ? new NumericColumn(column.Name, [.. cells.Select(c => c is null ? double.NaN : double.Parse(c, CultureInfo.InvariantCulture) - (column.Centre ?? 0))])
        : Categories(column.Name, cells);

    private static CategoryColumn Categories(string name, string?[] cells)
    {
        var levels = cells.OfType<string>().Distinct().ToArray();
        return new(name, [.. cells.Select(c => c is null ? -1 : Array.IndexOf(levels, c))], levels);
    }
}
