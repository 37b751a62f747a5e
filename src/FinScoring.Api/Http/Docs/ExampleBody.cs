using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using FinScoring.Core.Data;

namespace FinScoring.Api.Http.Docs;

/// <summary>Made-up bodies that score: each field's typical value, or for trade enough bars.</summary>
internal static class ExampleBody
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>One row, or a symbol and its bars.</summary>
    public static JsonObject Json(Signature signature) => signature.LookBack is { } lookBack
        ? new JsonObject { ["symbol"] = ExampleBars.Symbol, ["bars"] = new JsonArray([.. ExampleBars.Of(signature, lookBack)]) }
        : Row(signature.Fields);

    /// <summary>A header and one row; for trade one bar a row.</summary>
    public static string Csv(Signature signature)
    {
        var rows = Rows(signature);
        var header = rows[0].Select(cell => cell.Key);
        return string.Concat(rows.Select(row => row.Select(cell => cell.Value?.ToString() ?? "")).Prepend(header).Select(Line));
    }

    /// <summary>One JSON object a line; for trade one bar a line.</summary>
    public static string Lines(Signature signature) => string.Concat(Rows(signature).Select(row => row.ToJsonString() + "\n"));

    /// <summary>The rows of a batch.</summary>
    public static JsonObject[] Rows(Signature signature) => signature.LookBack is { } lookBack
        ? [.. ExampleBars.Of(signature, lookBack)]
        : [Row(signature.Fields)];

    /// <summary>The typical value of a field, as JSON.</summary>
    public static JsonNode? Value(Column field) => field switch
    {
        { Example: null } => null,
        { Kind: ColumnKind.Numeric } => JsonValue.Create(Number(field)),
        _ => JsonValue.Create(field.Example),
    };

    public static double Number(Column field) => double.Parse(field.Example!.Replace(',', '.'), CultureInfo.InvariantCulture);

    private static JsonObject Row(IEnumerable<Column> fields)
    {
        var row = new JsonObject { ["id"] = "A-17" };
        foreach (var field in fields)
            row[field.Name] = Value(field);
        return row;
    }

    private static string Line(IEnumerable<string> cells) => string.Join(",", cells.Select(Cell)) + "\n";

    private static string Cell(string text)
        => text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
