using System.Globalization;
using System.Text.Json.Nodes;
using FinScoring.Core.Data;
using Microsoft.OpenApi;

namespace FinScoring.Api.Http.Docs;

/// <summary>The schema of one field: its kind, its range or categories, whether it may be null.</summary>
internal static class FieldSchema
{
    /// <summary>A field of more categories lists none of them.</summary>
    private const int MaxEnum = 200;

    public static OpenApiSchema Of(Column field) => field.Kind == ColumnKind.Numeric ? Number(field) : Category(field);

    private static OpenApiSchema Number(Column field) => new()
    {
        Type = Nullable(JsonSchemaType.Number, field),
        Minimum = Text(Numbers(field).Min()),
        Maximum = Text(Numbers(field).Max()),
        Description = (field.WholeNumbers ? "Whole numbers in training. " : "") + Codes(field) + "Outside the range of the training: a warning.",
    };

    /// <summary>The ends of the range, and the codes, which a request may hold too.</summary>
    private static IEnumerable<double?> Numbers(Column field) => [field.Min, field.Max, .. field.Specials?.Select(s => (double?)s) ?? []];

    private static string Codes(Column field)
        => field.Specials is { } specials ? $"Codes, no numbers: {string.Join(", ", specials.Select(s => Text(s)))}. " : "";

    private static string? Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    private static OpenApiSchema Category(Column field) => new()
    {
        Type = Nullable(JsonSchemaType.String, field),
        Enum = field.Categories is { Count: <= MaxEnum } few ? [.. few.Select(text => JsonValue.Create(text)), .. Null(field)] : null,
        Description = field.Categories is { Count: > MaxEnum } many
            ? $"One of {many.Count} categories; another one: a warning."
            : "Another category than these: a warning.",
    };

    /// <summary>An enum without null would forbid what nullable allows.</summary>
    private static JsonNode[] Null(Column field) => field.Missing ? [JsonNullSentinel.JsonNull] : [];

    public static JsonSchemaType Nullable(JsonSchemaType type, Column field) => field.Missing ? type | JsonSchemaType.Null : type;
}
