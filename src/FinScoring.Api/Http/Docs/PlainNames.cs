using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http.Docs;

/// <summary>Where a comment in the code names a member, the document names the JSON field.</summary>
internal sealed partial class PlainNames : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema.Description is { } description)
            schema.Description = CodeName().Replace(description, name => $"`{FieldOf(name.Groups["member"].Value)}`");
    }

    private static string FieldOf(string member) => JsonNamingPolicy.CamelCase.ConvertName(member);

    [GeneratedRegex(@"\bFinScoring(\.\w+)*\.(?<member>\w+)")]
    private static partial Regex CodeName();
}
