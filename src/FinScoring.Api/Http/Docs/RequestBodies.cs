using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace FinScoring.Api.Http.Docs;

/// <summary>The bodies of one row and of a batch: the schema of every champion, and an example of each by its model's name.</summary>
internal sealed record RequestBodies(Champion[] Champions, OpenApiDocument Document, bool Many)
{
    public IOpenApiMediaType Of(string contentType) => contentType switch
    {
        RouteDocs.Json when Many => Media(Rows(), champion => new JsonArray([.. ExampleBody.Rows(champion.Signature)])),
        RouteDocs.Json => Media(Row(), champion => ExampleBody.Json(champion.Signature)),
        "text/csv" => Media(Text(), champion => JsonValue.Create(ExampleBody.Csv(champion.Signature))),
        _ => Media(Text(), champion => JsonValue.Create(ExampleBody.Lines(champion.Signature))),
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private OpenApiSchema Rows() => new() { Type = JsonSchemaType.Array, Items = Row() };

    private IOpenApiSchema Row() => Champions switch
    {
        [] => new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The fields of a model; none answers yet." },
        [var only] => Reference(only),
        _ => new OpenApiSchema { OneOf = [.. Champions.Select(Reference)] },
    };

    private OpenApiSchemaReference Reference(Champion champion)
        => new(Many ? champion.RowSchemaName : champion.RequestSchemaName, Document);

    private OpenApiMediaType Media(IOpenApiSchema schema, Func<Champion, JsonNode> example) => new()
    {
        Schema = schema,
        Examples = Champions.Length == 0 ? null : Champions.ToDictionary(
            champion => champion.Model.Name,
            IOpenApiExample (champion) => new OpenApiExample { Summary = Named(champion), Value = example(champion) }),
    };

    private static string Named(Champion champion) => $"{champion.Model.Name}, version {champion.Manifest.Version}";
}
