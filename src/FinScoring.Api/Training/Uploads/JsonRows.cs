using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Training.Uploads;

/// <summary>
/// The rows of a JSON body as a table of texts. Columns come in order of first appearance over all rows. A string is never
/// read as a number: a column that holds one is a category, unless its strings are dates.
/// </summary>
internal sealed class JsonRows
{
    private const int ReportedRows = 5;
    private const long MaxCells = 64L << 20;

    private readonly JsonElement _rows;
    private readonly Dictionary<string, Column> _columns = [];

    /// <exception cref="BadDataException">Not a list of flat objects; every finding by field.</exception>
    public JsonRows(JsonElement rows)
    {
        if (rows.ValueKind != JsonValueKind.Array || rows.GetArrayLength() == 0)
            throw new BadDataException("rows", "rows must be a list of at least one object.");
        _rows = rows;
        var errors = new Dictionary<string, List<string>>();
        var number = 0;
        foreach (var row in rows.EnumerateArray())
            Look(row, ++number, errors);
        // Rows with ever other fields make a small body a gigantic table.
        if ((long)number * _columns.Count > MaxCells)
            errors["rows"] = [$"rows make a table of more than {MaxCells} cells, most of them empty."];
        if (errors.Count > 0)
            throw new BadDataException(errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
    }

    /// <summary>Columns that hold strings, other than dates.</summary>
    public IReadOnlyList<string> Categories => [.. _columns.Where(c => c.Value.HasText && !c.Value.IsDate).Select(c => c.Key)];

    /// <summary>Writes a CSV file with a header.</summary>
    public void Write(TextWriter csv)
    {
        string[] names = [.. _columns.Keys];
        WriteRow(csv, names.Select(Quoted));
        var cells = new string[names.Length];
        // A blank line would be no row.
        var missing = names.Length == 1 ? "NA" : "";
        foreach (var row in _rows.EnumerateArray())
        {
            Array.Fill(cells, missing);
            foreach (var field in row.EnumerateObject())
                cells[_columns[field.Name].Index] = Cell(field.Value) ?? missing;
            WriteRow(csv, cells);
        }
    }

    private static void WriteRow(TextWriter csv, IEnumerable<string> cells)
    {
        csv.Write(string.Join(',', cells));
        csv.Write('\n');
    }

    private static string? Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Quoted(value.GetString()!),
        // As text 4e0 may be a code; as a number it is 4.
        JsonValueKind.Number when value.GetRawText().AsSpan().ContainsAny('e', 'E') => Spelling.Canonical(value.GetDouble()) ?? value.GetRawText(),
        _ => value.GetRawText(),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private void Look(JsonElement row, int number, Dictionary<string, List<string>> errors)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            Report(errors, "rows", $"Row {number} is no object.");
            return;
        }

        foreach (var field in row.EnumerateObject())
        {
            if (!_columns.TryGetValue(field.Name, out var column))
                _columns[field.Name] = column = new(_columns.Count);
            if (field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                Report(errors, field.Name, $"Row {number} holds a list or an object; a field is a number, a text, true, false or null.");
            else
                column.See(field.Value);
        }
    }

    private static void Report(Dictionary<string, List<string>> errors, string field, string message)
    {
        if (!errors.TryGetValue(field, out var messages))
            errors[field] = messages = [];
        if (messages.Count < ReportedRows)
            messages.Add(message);
    }

    private sealed class Column(int index)
    {
        public int Index { get; } = index;

        public bool HasText { get; private set; }

        public bool IsDate { get; private set; } = true;

        public void See(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Null)
                return;
            if (value.ValueKind != JsonValueKind.String)
            {
                IsDate = false;
                return;
            }

            var text = value.GetString()!.Trim();
            if (Core.Data.Cell.IsMissing(text))
                return;
            HasText = true;
            IsDate = IsDate && Core.Data.Cell.TryDate(text, out _, out _);
        }
    }
}
