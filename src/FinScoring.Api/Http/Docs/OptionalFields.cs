using System.Text.Json;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http.Docs;

/// <summary>What a record has a default for may be left out.</summary>
internal sealed class OptionalFields : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
        => schema.Required?.ExceptWith(
            from constructor in context.Type.GetConstructors()
            from parameter in constructor.GetParameters()
            where parameter.HasDefaultValue
            select JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!));
}
