using System.Text.Json;
using System.Text.Json.Nodes;
using FinScoring.Core;
using FinScoring.Core.Data;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http.Docs;

/// <summary>The three bodies of a training and its options: read by hand, so no handler's parameters show them.</summary>
internal sealed class TrainingRequestDocs : IOperationFilter
{
    private const string Options = """{"label":"outcome","positive":"default"}""";
    private const string Csv = "income,housing,outcome\n35400,rent,repaid\n12800,own,default\n";
    private const string Rows = $$"""
        {"rows":[{"income":35400,"housing":"rent","outcome":"repaid"},{"income":12800,"housing":"own","outcome":"default"}],
         "options":{{Options}}}
        """;

    private static readonly JsonObject Defaults
        = JsonSerializer.SerializeToNode(new TrainingOptions(), JsonSerializerOptions.Web)!.AsObject();

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (!context.ApiDescription.RelativePath!.StartsWith("train/", StringComparison.Ordinal))
            return;
        var reference = context.SchemaGenerator.GenerateSchema(typeof(TrainingOptions), context.SchemaRepository);
        var options = (OpenApiSchema)context.SchemaRepository.Schemas[nameof(TrainingOptions)];
        options.Required = null;
        foreach (var (name, schema) in options.Properties!)
            Describe(name, (OpenApiSchema)schema);

        operation.Parameters = [.. operation.Parameters!, ModelName(), .. options.Properties.Select(o => Query(o.Key, o.Value))];
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                ["multipart/form-data"] = new OpenApiMediaType { Schema = Parts() },
                ["text/csv"] = new OpenApiMediaType { Schema = Text(), Example = JsonValue.Create(Csv) },
                [RouteDocs.Json] = new OpenApiMediaType { Schema = RowsAnd(reference), Example = JsonNode.Parse(Rows) },
            },
        };
    }

    private static void Describe(string name, OpenApiSchema schema)
    {
        schema.Default = Defaults[name] is { } value and not JsonArray ? value.DeepClone() : null;
        schema.Enum = OptionsCheck.Choices.TryGetValue(name, out var choices) ? [.. choices.Select(c => JsonValue.Create(c))] : null;
    }

    private static OpenApiSchema Text(string? description = null) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema File(string description)
        => new() { Type = JsonSchemaType.String, Format = "binary", Description = description };

    private static OpenApiParameter Query(string name, IOpenApiSchema schema) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = schema.Description,
        Schema = schema,
    };

    private static OpenApiParameter ModelName() => new()
    {
        Name = "model",
        In = ParameterLocation.Query,
        Description = "The model to train; `default` unless said.",
        Schema = Text(),
    };

    private static OpenApiSchema Parts()
    {
        var options = Text("Options as JSON, instead of the query string.");
        options.Default = Options;
        return new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "data" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["data"] = File("The training file (CSV)."),
                ["options"] = options,
                ["test"] = File("A labelled file (CSV) that the finished model is evaluated on."),
            },
        };
    }

    private static OpenApiSchema RowsAnd(IOpenApiSchema options) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "rows" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["rows"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object } },
            ["options"] = options,
        },
    };
}
