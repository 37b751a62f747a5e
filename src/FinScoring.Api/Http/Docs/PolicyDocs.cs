using FinScoring.Core.Domains;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http.Docs;

/// <summary>The body of a policy: one schema per domain.</summary>
internal sealed class PolicyDocs : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (!context.ApiDescription.RelativePath!.EndsWith("/policy", StringComparison.Ordinal))
            return;
        OpenApiMediaType?[] bodies =
        [
            operation.RequestBody?.Content?[RouteDocs.Json] as OpenApiMediaType,
            operation.Responses!["200"].Content![RouteDocs.Json] as OpenApiMediaType,
        ];
        foreach (var body in bodies.OfType<OpenApiMediaType>())
            body.Schema = new OpenApiSchema { OneOf = [.. Domain.All.Select(PolicyOf)] };

        IOpenApiSchema PolicyOf(Domain domain)
            => context.SchemaGenerator.GenerateSchema(domain.DefaultPolicy.GetType(), context.SchemaRepository);
    }
}
