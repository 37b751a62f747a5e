using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Training.Uploads;

/// <summary>
/// The rows of a JSON body as a table of texts. Columns come in order of first appearance over all rows. A string is never
/// read as a number: a column of strings is a category, unless they are dates, and one of numbers holds none.
/// </summary>
internal sealed class JsonRows
{
    private const int ReportedRows = 5;
    private const long MaxCells = 64L << 20;

    private readonly JsonElement _rows;
    private readonly Dictionary<string, JsonColumn> _columns = [];
    private readonly MissingMarks _missing;

    /// <param name="rows">The member of the body.</param>
    /// <param name="options">Those of the training: which columns are categories whatever they hold, and which strings are missing.</param>
    /// <exception cref="BadDataException">Not a list of flat objects; every finding by field.</exception>
    public JsonRows(JsonElement rows, TrainingOptions options)
    {
        var reading = FileReading.Of(options);
        _missing = reading.Missing;
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
        foreach (var (name, column) in _columns.Where(c => !options.Categories.Contains(c.Key) && !reading.IsName(c.Key)))
        {
            if (column.Error is { } error)
                Report(errors, name, error);
        }
        foreach (var name in options.Categories)
            _columns.GetValueOrDefault(name)?.Force();
        if (errors.Count > 0)
            throw new BadDataException(errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
    }

    /// <summary>Columns that hold strings, other than dates, and not just among numbers.</summary>
    public IReadOnlyList<string> Categories => [.. _columns.Where(c => c.Value.IsCategory).Select(c => c.Key)];

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
            {
                var column = _columns[field.Name];
                cells[column.Index] = Cell(field.Value, column) ?? missing;
            }
            WriteRow(csv, cells);
        }
    }

    private static void WriteRow(TextWriter csv, IEnumerable<string> cells)
    {
        csv.Write(string.Join(',', cells));
        csv.Write('\n');
    }

    private static string? Cell(JsonElement value, JsonColumn column) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Quoted(value.GetString()!),
        // As text 4e0 may be a code; as a number it is 4.
        JsonValueKind.Number when value.GetRawText().AsSpan().ContainsAny('e', 'E') => Spelling.Canonical(value.GetDouble()) ?? value.GetRawText(),
        JsonValueKind.Number when column.HoldsNumbersOnly => Number(value.GetRawText()),
        _ => value.GetRawText(),
    };

    // A point in JSON is the decimal one, also where it might separate thousands in a CSV file: an exponent says so.
    private static string Number(string number)
        => number.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point && number.Length - point == 4 ? number + "e0" : number;

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
                column.See(field.Value, number, _missing);
        }
    }

    private static void Report(Dictionary<string, List<string>> errors, string field, string message)
    {
        if (!errors.TryGetValue(field, out var messages))
            errors[field] = messages = [];
        if (messages.Count < ReportedRows)
            messages.Add(message);
    }
}
