using System.Globalization;
using System.Text.Json.Nodes;
using FinScoring.Core.Data;
using Microsoft.OpenApi;

namespace FinScoring.Api.Http.Docs;

/// <summary>The schema of a request, from the signature: one row of fields, or for trade a symbol and its bars.</summary>
internal static class RequestSchema
{
    private const int MaxEnum = 200;

    /// <summary>The schemas of a champion by name: the row's, and for trade that of a symbol and its bars.</summary>
    public static IEnumerable<KeyValuePair<string, OpenApiSchema>> Of(Champion champion, OpenApiDocument document)
    {
        yield return new(champion.RowSchemaName, Row(champion));
        if (champion.Signature.LookBack is { } lookBack)
            yield return new(champion.RequestSchemaName, Bars(champion, lookBack, document));
    }

    private static OpenApiSchema Row(Champion champion)
    {
        var row = Object(champion.Signature.Fields);
        row.Description = $"{(champion.Signature.LookBack is null ? "A row" : "A bar")} of {champion.Model}, version {champion.Manifest.Version}, which gives the probability of {champion.Manifest.Event}.";
        row.Properties!.TryAdd("id", new OpenApiSchema { Description = "Your own identifier, a text or a number; it comes back." });
        return row;
    }

    private static OpenApiSchema Bars(Champion champion, int lookBack, OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Description = $"One symbol for {champion.Model}, version {champion.Manifest.Version}.",
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["id"] = new OpenApiSchema { Description = "Your own identifier, a text or a number; it comes back." },
            ["symbol"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Comes back in the answer." },
            ["bars"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MinItems = lookBack,
                Items = new OpenApiSchemaReference(champion.RowSchemaName, document),
                Description = $"Dates strictly increasing. Exactly the last {lookBack} bars are used; the answer is for {champion.Signature.Horizon} bars after the last.",
            },
        },
        Required = new HashSet<string> { "bars" },
    };

    private static OpenApiSchema Object(IEnumerable<Column> fields) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => Field(field)),
        Required = fields.Where(field => !field.Missing).Select(field => field.Name).ToHashSet(),
    };

    private static OpenApiSchema Field(Column field) => field.Kind switch
    {
        ColumnKind.Numeric => new()
        {
            Type = Nullable(JsonSchemaType.Number, field),
            Minimum = field.Min?.ToString("R", CultureInfo.InvariantCulture),
            Maximum = field.Max?.ToString("R", CultureInfo.InvariantCulture),
            Description = (field.WholeNumbers ? "A whole number in training." : "A number.") + " Outside the training range: a warning.",
        },
        ColumnKind.Date => new() { Type = Nullable(JsonSchemaType.String, field), Description = "An ISO 8601 date or time." },
        _ => Category(field),
    };

    private static OpenApiSchema Category(Column field) => field.Categories is { Count: <= MaxEnum } categories
        ? new()
        {
            Type = Nullable(JsonSchemaType.String, field),
            Enum = [.. categories.Select(category => JsonValue.Create(category)), .. field.Missing ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()],
            Description = "A category not seen in training: a warning.",
        }
        : new()
        {
            Type = Nullable(JsonSchemaType.String, field),
            Description = $"One of {field.Categories?.Count} categories. One not seen in training: a warning.",
        };

    private static JsonSchemaType Nullable(JsonSchemaType type, Column field) => field.Missing ? type | JsonSchemaType.Null : type;
}
