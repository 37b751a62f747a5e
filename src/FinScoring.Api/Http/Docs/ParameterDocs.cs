using System.Text.Json.Nodes;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http.Docs;

/// <summary>The parameters that several routes share.</summary>
internal sealed class ParameterDocs : IParameterFilter
{
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is not OpenApiParameter known)
            return;
        switch (known.Name)
        {
            case "domain" when known.In == ParameterLocation.Path:
                known.Description = "The kind of score.";
                known.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Domain.All.Select(domain => JsonValue.Create(domain.Name))] };
                break;
            case "model":
                known.Description = "The model's name: small letters, digits and hyphens.";
                known.Schema = ModelName(known.In == ParameterLocation.Query);
                break;
            case "version":
                known.Description = known.In == ParameterLocation.Path ? "The version: 1, 2, 3, ..." : "The version to ask; the champion unless said.";
                known.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1" };
                break;
        }
    }

    private static OpenApiSchema ModelName(bool optional) => new()
    {
        Type = JsonSchemaType.String,
        Pattern = "^[a-z0-9][a-z0-9-]{0,62}$",
        Default = optional ? ModelKey.DefaultName : null,
    };
}
