using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using Microsoft.OpenApi;

namespace FinScoring.Api.Http.Docs;

/// <summary>The schema of a bar: its own values, and the columns that the model takes beside them.</summary>
internal static class BarSchema
{
    public static OpenApiSchema Of(Champion champion) => new()
    {
        Type = JsonSchemaType.Object,
        Description = $"A bar for {champion.Model}, version {champion.Manifest.Version}.",
        Properties = champion.Signature.Fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => Field(field)),
        Required = champion.Signature.Fields.Where(IsRequired).Select(field => field.Name).ToHashSet(),
    };

    private static OpenApiSchema Field(Column field) => BarColumns.Find(field.Name) switch
    {
        BarColumns.Date => new() { Type = JsonSchemaType.String, Description = "An ISO 8601 date or time." },
        BarColumns.Symbol => new() { Type = JsonSchemaType.String, Description = "In a batch, if there are several." },
        BarColumns.Volume => new() { Type = FieldSchema.Nullable(JsonSchemaType.Number, field), Minimum = "0" },
        { } => new() { Type = JsonSchemaType.Number, ExclusiveMinimum = "0" },
        null => Beside(field),
    };

    /// <summary>Only the bar to score needs it: the last one.</summary>
    private static OpenApiSchema Beside(Column field)
    {
        var schema = FieldSchema.Of(field);
        schema.Description = $"Taken from the last bar{(field.Missing ? "" : ", which must have it")}. {schema.Description}";
        return schema;
    }

    private static bool IsRequired(Column field)
        => BarColumns.Required.Contains(field.Name) || (field.Name == BarColumns.Volume && !field.Missing);
}
