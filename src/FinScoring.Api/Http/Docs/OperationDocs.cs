using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http.Docs;

/// <summary>Says what each status means, and puts the examples of a route where they belong.</summary>
internal sealed class OperationDocs : IOperationFilter
{
    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["200"] = "Done.",
        ["201"] = "Made; Location says where.",
        ["202"] = "Taken in; not done yet.",
        ["204"] = "Done; there is nothing to say.",
        ["400"] = "The request is wrong: `errors` names every field and what is the matter with it.",
        ["404"] = "There is no such domain, model, version or job.",
        ["406"] = "The answer cannot have the type that Accept asks for.",
        ["408"] = "The request took too long to arrive.",
        ["409"] = "The state of things does not allow it.",
        ["413"] = "The body is too large.",
        ["415"] = "The body's type cannot be read.",
        ["422"] = "The Idempotency-Key was used for another request.",
        ["503"] = "The version that should answer cannot be served.",
        ["default"] = "Any other error.",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses!["default"] = new OpenApiResponse();
        foreach (var (status, response) in operation.Responses)
        {
            response.Description = Meanings[status];
            if (status[0] is not '2')
                ((OpenApiResponse)response).Content = Problem(status, context);
        }

        context.SchemaRepository.Schemas.Remove(nameof(HttpValidationProblemDetails));
        foreach (var example in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<BodyExample>())
            Add(example, Content(operation, example));
    }

    private static Dictionary<string, IOpenApiMediaType> Problem(string status, OperationFilterContext context) => new()
    {
        [Problems.ContentType] = new OpenApiMediaType
        {
            Schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemDetails), context.SchemaRepository),
            Example = ProblemExample.Of(status),
        },
    };

    private static IDictionary<string, IOpenApiMediaType>? Content(OpenApiOperation operation, BodyExample example)
        => example.Status == 0
            ? operation.RequestBody?.Content
            : operation.Responses!.GetValueOrDefault(example.Status.ToString(CultureInfo.InvariantCulture))?.Content;

    private static void Add(BodyExample example, IDictionary<string, IOpenApiMediaType>? content)
    {
        if (content is null || !content.TryGetValue(example.ContentType, out var found) || found is not OpenApiMediaType media)
            throw new InvalidOperationException($"A route has an example of {example.ContentType} ({example.Status}) but no such body.");
        var value = example.ContentType == RouteDocs.Json ? JsonNode.Parse(example.Text) : JsonValue.Create(example.Text);
        media.Examples ??= new Dictionary<string, IOpenApiExample>();
        media.Examples[example.Name] = new OpenApiExample { Value = value };
    }
}
