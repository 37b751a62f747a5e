using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace FinScoring.Api.Http.Docs;

/// <summary>The sections of Swagger UI, in the order of use, and which route stands in which.</summary>
internal static class Sections
{
    private static readonly (string Prefix, string Name, string Description)[] All =
    [
        ("train", "Training", "Train a model from a labelled file, in the background."),
        ("jobs", "Jobs", "See how a training is doing, or cancel it."),
        ("predict", "Prediction", "Score one row, or a whole file."),
        ("models", "Models", "Inspect, download, evaluate, promote, roll back and delete what was trained; set its policy."),
        ("reasons", "Reasons", "The codes and sentences that tell someone why; in any language."),
        ("health", "Health", "For supervisors and load balancers."),
        ("metrics", "Metrics", "For monitoring."),
    ];

    public static IList<string> Of(ApiDescription route)
        => [All.First(section => route.RelativePath!.StartsWith(section.Prefix, StringComparison.Ordinal)).Name];

    public static HashSet<OpenApiTag> Tags()
        => [.. All.Select(section => new OpenApiTag { Name = section.Name, Description = section.Description })];
}
