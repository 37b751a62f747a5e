using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace FinScoring.Api.Http.Docs;

/// <summary>The bodies of one row and of a batch: the schema of every champion, and an example of each by its model's name.</summary>
internal sealed record RequestBodies(Champion[] Champions, OpenApiDocument Document, bool Many)
{
    public IOpenApiMediaType Of(string contentType) => contentType switch
    {
        "application/json" when Many => Media(
            new OpenApiSchema { Type = JsonSchemaType.Array, Items = Row() }, champion => new JsonArray([.. ExampleBody.Rows(champion.Signature)])),
        "application/json" => Media(Row(), champion => ExampleBody.Json(champion.Signature)),
        "text/csv" => Media(new OpenApiSchema { Type = JsonSchemaType.String }, champion => JsonValue.Create(ExampleBody.Csv(champion.Signature))),
        _ => Media(new OpenApiSchema { Type = JsonSchemaType.String }, champion => JsonValue.Create(ExampleBody.Lines(champion.Signature))),
    };

    private IOpenApiSchema Row() => Champions switch
    {
        [] => new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The fields of a model; none answers yet." },
        [var only] => Reference(only),
        _ => new OpenApiSchema { OneOf = [.. Champions.Select(Reference)] },
    };

    private OpenApiSchemaReference Reference(Champion champion) => new(Many ? champion.RowSchemaName : champion.RequestSchemaName, Document);

    private OpenApiMediaType Media(IOpenApiSchema schema, Func<Champion, JsonNode> example) => new()
    {
        Schema = schema,
        Examples = Champions.Length == 0 ? null : Champions.ToDictionary(champion => champion.Model.Name, IOpenApiExample (champion) => Example(champion, example(champion))),
    };

    private static OpenApiExample Example(Champion champion, JsonNode value)
        => new() { Summary = $"{champion.Model.Name}, version {champion.Manifest.Version}", Value = value };
}
