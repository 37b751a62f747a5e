using FinScoring.Core.Domains;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http.Docs;

/// <summary>The number that the API writes with a policy. It and assumed are read-only.</summary>
internal sealed class PolicySchema : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (!context.Type.IsSubclassOf(typeof(Policy)) || schema is not OpenApiSchema policy)
            return;
        policy.Properties!["policy"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            ReadOnly = true,
            Description = "The number of this state, 1, 2, 3, ...",
        };
        if (policy.Properties["assumed"] is OpenApiSchema assumed)
            assumed.ReadOnly = true;
        policy.Required = null;
    }
}
