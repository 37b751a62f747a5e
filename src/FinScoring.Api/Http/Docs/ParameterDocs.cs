using System.Text.Json;
using System.Text.Json.Nodes;
using FinScoring.Core.Domains;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http.Docs;

/// <summary>The parameters that several routes share.</summary>
internal sealed class ParameterDocs : IParameterFilter
{
    private const string Explain = "`true`: what the score is made of. `reasons` (loan, risk): up to four reasons of a decision against someone. "
        + "`false`: neither. The policy says unless this does.";

    private const string Baseline = "With `explain=true`, what contributions compare the row with. `background`: a hundred training rows, of which "
        + "each in turn gives the values that are not the row's (interventional). `training`: all training rows; where a tree asks for a value "
        + "that is not the row's, each way counts as much as training rows went it (path-dependent).";

    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is not OpenApiParameter known)
            return;
        if (known.In == ParameterLocation.Query)
            known.Name = JsonNamingPolicy.CamelCase.ConvertName(known.Name!);
        (known.Description, known.Schema) = (known.Name, known.In) switch
        {
            ("domain", ParameterLocation.Path) => ("The kind of score.", DomainName()),
            ("model", ParameterLocation.Path) => ("The model's name.", ModelName()),
            ("model", _) when known.Description is null => ("The model's name; `default` unless said.", ModelName()),
            ("version", ParameterLocation.Path) => ("The version: 1, 2, 3, ...", Number()),
            ("version", _) => ("The version to ask; the champion unless said.", Number()),
            ("limit", _) => (known.Description, Number()),
            ("id", _) => ("The job's id.", known.Schema),
            ("number", _) => ("The number of an older state.", Number()),
            ("format", _) => ("`html` for a page, `md` for a model card in Markdown.", OneOf("html", "md")),
            ("header", _) => ("CSV: false if there is no header and the columns are c1, c2, ...", known.Schema),
            ("explain", _) => (Explain, Explanations()),
            ("baseline", _) => (Baseline, OneOf("background", "training")),
            ("prefer", _) => ("`wait=30` holds the answer until the job has ended, at most 30 seconds.", known.Schema),
            ("Idempotency-Key", _) => ("Of your choice: a repeat of the key within 24 hours is answered with the first job.", known.Schema),
            _ => (known.Description, known.Schema),
        };
    }

    private static OpenApiSchema Explanations() => new() { Type = JsonSchemaType.String, Enum = ["true", "false", "reasons"] };

    private static OpenApiSchema DomainName()
        => new() { Type = JsonSchemaType.String, Enum = [.. Domain.All.Select(domain => JsonValue.Create(domain.Name))] };

    private static OpenApiSchema OneOf(params string[] names)
        => new() { Type = JsonSchemaType.String, Enum = [.. names.Select(name => JsonValue.Create(name))], Default = names[0] };

    private static OpenApiSchema ModelName() => new() { Type = JsonSchemaType.String, Pattern = "^[a-z0-9][a-z0-9-]{0,62}$" };

    private static OpenApiSchema Number() => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1" };
}
