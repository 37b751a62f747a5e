using FinScoring.Core.Data;
using Microsoft.OpenApi;

namespace FinScoring.Api.Http.Docs;

/// <summary>The schemas of a request, from the signature of a champion.</summary>
internal static class RequestSchema
{
    private const string Id = "Your own identifier, a text or a number; it comes back.";

    /// <summary>By name: that of a row, or for trade those of a bar and of a symbol with its bars.</summary>
    public static IEnumerable<KeyValuePair<string, OpenApiSchema>> Of(Champion champion, OpenApiDocument document)
    {
        yield return new(champion.RowSchemaName, champion.Signature.LookBack is null ? Row(champion) : BarSchema.Of(champion));
        if (champion.Signature.LookBack is { } lookBack)
            yield return new(champion.RequestSchemaName, Bars(champion, lookBack, document));
    }

    private static OpenApiSchema Row(Champion champion)
    {
        var fields = champion.Signature.Fields.Where(field => field.Kind != ColumnKind.Date).ToList();
        var row = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = $"The fields of {champion.Scores}",
            Properties = fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => FieldSchema.Of(field)),
            Required = fields.Where(field => !field.Missing).Select(field => field.Name).ToHashSet(),
        };
        row.Properties.TryAdd("id", new OpenApiSchema { Description = Id });
        return row;
    }

    private static OpenApiSchema Bars(Champion champion, int lookBack, OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Description = $"One symbol for {champion.Scores}",
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["id"] = new OpenApiSchema { Description = Id },
            ["symbol"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Comes back in the answer." },
            ["bars"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MinItems = lookBack,
                Items = new OpenApiSchemaReference(champion.RowSchemaName, document),
                Description = $"Oldest first, dates strictly increasing; exactly the last {lookBack} are used. "
                    + $"The answer looks ahead by the horizon: {champion.Signature.Horizon}, in bars.",
            },
        },
        Required = new HashSet<string> { "bars" },
    };
}
