using System.Globalization;
using System.Text.Json.Nodes;
using FinScoring.Api.Prediction.WhatIf;
using Microsoft.OpenApi;

namespace FinScoring.Api.Http.Docs;

/// <summary>What a body holds.</summary>
internal enum BodyForm
{
    /// <summary>One row, or a symbol and its bars.</summary>
    One,

    /// <summary>A batch.</summary>
    Many,

    /// <summary>A row and what is asked about it.</summary>
    WhatIf,
}

/// <summary>The bodies of one row, of a batch and of a question: the schema of every champion, and an example of each by its model's name.</summary>
internal sealed record RequestBodies(Champion[] Champions, OpenApiDocument Document, BodyForm Form)
{
    public IOpenApiMediaType Of(string contentType) => contentType switch
    {
        RouteDocs.Json when Form == BodyForm.WhatIf => Media(WhatIf(), Question),
        RouteDocs.Json when Form == BodyForm.Many => Media(Rows(), champion => new JsonArray([.. ExampleBody.Rows(champion.Signature)])),
        RouteDocs.Json => Media(Row(), champion => ExampleBody.Json(champion.Signature)),
        "text/csv" => Media(Text(), champion => JsonValue.Create(ExampleBody.Csv(champion.Signature))),
        _ => Media(Text(), champion => JsonValue.Create(ExampleBody.Lines(champion.Signature))),
    };

    private static JsonObject Question(Champion champion) => new() { ["row"] = ExampleBody.Json(champion.Signature), ["counterfactuals"] = 3 };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private OpenApiSchema Rows() => new() { Type = JsonSchemaType.Array, Items = Row() };

    private OpenApiSchema WhatIf() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "row" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["row"] = Row(),
            ["overrides"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Fields to have another value; null for a missing one." },
            ["counterfactuals"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "0",
                Maximum = WhatIfRequest.MostCounterfactuals.ToString(CultureInfo.InvariantCulture),
                Description = "How many to search; 3 unless said, 0 if there are overrides.",
            },
            ["immutable"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = Text(),
                Description = "Fields that no counterfactual changes, beside those that the option `immutable` of the training names.",
            },
        },
    };

    private IOpenApiSchema Row() => Champions switch
    {
        [] => new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The fields of a model; none answers yet." },
        [var only] => Reference(only),
        _ => new OpenApiSchema { OneOf = [.. Champions.Select(Reference)] },
    };

    private OpenApiSchemaReference Reference(Champion champion)
        => new(Form == BodyForm.Many ? champion.RowSchemaName : champion.RequestSchemaName, Document);

    private OpenApiMediaType Media(IOpenApiSchema schema, Func<Champion, JsonNode> example) => new()
    {
        Schema = schema,
        Examples = Champions.Length == 0 ? null : Champions.ToDictionary(
            champion => champion.Model.Name,
            IOpenApiExample (champion) => new OpenApiExample { Summary = Named(champion), Value = example(champion) }),
    };

    private static string Named(Champion champion) => $"{champion.Model.Name}, version {champion.Manifest.Version}";
}
