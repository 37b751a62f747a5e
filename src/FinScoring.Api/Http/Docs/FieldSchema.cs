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
        Minimum = field.Min?.ToString("R", CultureInfo.InvariantCulture),
        Maximum = field.Max?.ToString("R", CultureInfo.InvariantCulture),
        Description = (field.WholeNumbers ? "Whole numbers in training. " : "") + "Outside the range of the training: a warning.",
    };

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
