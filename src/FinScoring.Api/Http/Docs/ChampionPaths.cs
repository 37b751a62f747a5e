using System.Text.Json.Nodes;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http.Docs;

/// <summary>
/// Shows, instead of /predict/{domain}, one path per domain whose bodies are those of its models: the fields of each champion
/// and an example that scores. Read from the catalog each time, so a promotion shows at once.
/// </summary>
internal sealed class ChampionPaths(ModelCatalog catalog) : IDocumentFilter
{
    private const string Template = "/predict/{domain}";
    private const string Many = "/batch";
    private const string WhatIf = "/what-if";

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var champions = Domain.All.ToDictionary(domain => domain.Name, domain => Champions(domain.Name));
        foreach (var champion in champions.Values.SelectMany(models => models))
            foreach (var (name, schema) in RequestSchema.Of(champion, swaggerDoc))
                swaggerDoc.AddComponent<IOpenApiSchema>(name, schema);

        var paths = new OpenApiPaths();
        foreach (var (path, item) in swaggerDoc.Paths)
        {
            if (!path.StartsWith(Template, StringComparison.Ordinal))
                paths.Add(path, item);
            else
                foreach (var (domain, models) in champions.Where(domain => Has(domain.Key, path)))
                    paths.Add(path.Replace("{domain}", domain, StringComparison.Ordinal), OfDomain(item, domain, Bodies(path, models)));
        }

        swaggerDoc.Paths = paths;
        swaggerDoc.Tags = Sections.Tags();

        RequestBodies Bodies(string path, Champion[] models) => new(models, swaggerDoc, FormOf(path));
    }

    /// <summary>Only of what decides about someone one can ask what would change it.</summary>
    private static bool Has(string domain, string path)
        => FormOf(path) != BodyForm.WhatIf || Domain.Find(domain)!.DefaultPolicy is DecisionPolicy;

    private static BodyForm FormOf(string path)
        => path.EndsWith(Many, StringComparison.Ordinal) ? BodyForm.Many : path.EndsWith(WhatIf, StringComparison.Ordinal) ? BodyForm.WhatIf : BodyForm.One;

    private Champion[] Champions(string domain) =>
    [
        .. from scorer in catalog.Champions
           let model = scorer.Manifest.Key.Model
           where model.Domain == domain
           orderby model.Name != ModelKey.DefaultName, model.Name
           select new Champion(model, scorer.Manifest),
    ];

    private static OpenApiPathItem OfDomain(IOpenApiPathItem template, string domain, RequestBodies bodies)
        => new() { Operations = template.Operations!.ToDictionary(o => o.Key, o => Operation(o.Value, domain, bodies)) };

    private static OpenApiOperation Operation(OpenApiOperation template, string domain, RequestBodies bodies) => new(template)
    {
        OperationId = template.OperationId + char.ToUpperInvariant(domain[0]) + domain[1..],
        Description = template.Description + "\n\n" + Present(domain, bodies.Champions),
        Parameters =
        [
            .. from parameter in template.Parameters!
               where parameter.Name != "domain"
               select parameter.Name == "model" ? Model(parameter, bodies.Champions) : parameter,
        ],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = template.RequestBody!.Content!.Keys.ToDictionary(type => type, bodies.Of),
        },
        Responses = AnswersOf(domain, template.Responses!),
    };

    private static string Present(string domain, Champion[] champions) => champions.Length == 0
        ? $"No {domain} model answers yet: train one with `POST /train/{domain}`, then this page shows its fields."
        : $"Answering now: {string.Join(", ", champions.Select(Present))}. Choose the example and the parameter `model` of the same name.";

    private static string Present(Champion champion)
        => $"`{champion.Model.Name}` (version {champion.Manifest.Version}, {champion.Manifest.Event})";

    private static OpenApiParameter Model(IOpenApiParameter template, Champion[] champions)
    {
        var model = (OpenApiParameter)template.CreateShallowCopy();
        if (champions.Length > 0)
        {
            model.Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. champions.Select(champion => JsonValue.Create(champion.Model.Name))],
            };
            // Preset to a model that answers; the service's own default stays `default`.
            model.Example = JsonValue.Create(champions[0].Model.Name);
        }

        return model;
    }

    /// <summary>Of the answers' examples, named by domain and what else a comma parts from it, those of this one.</summary>
    private static OpenApiResponses AnswersOf(string domain, OpenApiResponses template)
    {
        var answers = new OpenApiResponses();
        foreach (var (status, any) in template)
        {
            var answer = (OpenApiResponse)any.CreateShallowCopy();
            answer.Content = any.Content?.ToDictionary(type => type.Key, IOpenApiMediaType (type) => MediaOf(domain, type.Key, type.Value));
            answers[status] = answer;
        }

        return answers;
    }

    private static OpenApiMediaType MediaOf(string domain, string contentType, IOpenApiMediaType template)
    {
        var media = (OpenApiMediaType)template.CreateShallowCopy();
        media.Examples = template.Examples?.Where(example => example.Key.Split(',')[0] == domain).ToDictionary();
        if (contentType is not (RouteDocs.Json or Problems.ContentType))
            media.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
        return media;
    }
}
