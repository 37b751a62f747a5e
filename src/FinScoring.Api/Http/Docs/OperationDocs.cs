using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http.Docs;

/// <summary>Puts the examples of a route where they belong, and says what any route may answer.</summary>
internal sealed class OperationDocs : IOperationFilter
{
    private const string AnyOther = "default";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        operation.Responses[AnyOther] = new OpenApiResponse { Description = "Any other error.", Content = Problem(context) };
        foreach (var (status, response) in operation.Responses.Where(answer => answer.Value.Description is null or ""))
            response.Description = ReasonPhrases.GetReasonPhrase(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture));
        foreach (var example in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<BodyExample>())
            Add(example, Content(operation, example));
    }

    private static Dictionary<string, IOpenApiMediaType> Problem(OperationFilterContext context) => new()
    {
        [Problems.ContentType] = new OpenApiMediaType { Schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemDetails), context.SchemaRepository) },
    };

    private static IDictionary<string, IOpenApiMediaType>? Content(OpenApiOperation operation, BodyExample example)
        => example.Status == 0
            ? operation.RequestBody?.Content
            : operation.Responses!.TryGetValue(example.Status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response) ? response.Content : null;

    private static void Add(BodyExample example, IDictionary<string, IOpenApiMediaType>? content)
    {
        if (content is null || !content.TryGetValue(example.ContentType, out var found) || found is not OpenApiMediaType media)
            throw new InvalidOperationException($"An example of {example.ContentType} ({example.Status}) stands at a route that has no such body.");
        media.Examples ??= new Dictionary<string, IOpenApiExample>();
        media.Examples[example.Name] = new OpenApiExample { Value = Value(example) };
    }

    private static JsonNode? Value(BodyExample example)
        => example.ContentType.EndsWith("json", StringComparison.Ordinal) && !example.ContentType.EndsWith("ndjson", StringComparison.Ordinal)
            ? JsonNode.Parse(example.Text)
            : JsonValue.Create(example.Text);
}
