using FinScoring.Api.Http;
using FinScoring.Api.Prediction.Batch;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FinScoring.Api.Health;

/// <summary>The process runs.</summary>
internal sealed record Liveness(string Status);

/// <summary>Every champion can be served.</summary>
/// <param name="Status">ready.</param>
/// <param name="Champions">How many models answer.</param>
/// <param name="Message">What this means, in words.</param>
internal sealed record Readiness(string Status, int Champions, string Message);

/// <summary>A champion that cannot be served, and why.</summary>
internal sealed record ChampionFault(string Domain, string Model, int Version, string Reason);

/// <summary>For load balancers and orchestrators.</summary>
internal static class HealthApi
{
    private const string WarmsUp =
        "The service warms up, for some seconds, so that the first batch is not slow (setting Prediction:WarmUpRows). Requests are answered.";

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", Live)
            .WithName("Live")
            .WithSummary("Whether the process runs")
            .WithDescription("For a supervisor that restarts the process when this fails.")
            .WithAnswerExample("""{"status":"live"}""");
        health.MapGet("/ready", Ready)
            .WithName("Ready")
            .WithSummary("Whether every champion can be served")
            .WithDescription("""
                For a load balancer. 503 names the champions that cannot be served, or says that the service warms up, which takes some
                three seconds after a start and keeps no request waiting. An empty volume is ready and says so.
                """)
            .ProducesProblems(503)
            .WithAnswerExample("""{"status":"ready","champions":2,"message":"Every champion can be served."}""");
    }

    private static Ok<Liveness> Live() => TypedResults.Ok(new Liveness("live"));

    private static Results<Ok<Readiness>, ProblemHttpResult> Ready(ModelCatalog catalog, BatchWarmUp warmUp)
    {
        ChampionFault[] faults = [.. catalog.ChampionFaults
            .Select(fault => new ChampionFault(fault.Key.Model.Domain, fault.Key.Model.Name, fault.Key.Version, fault.Value))];
        if (faults.Length > 0)
            return NotReady(faults);
        return warmUp.IsDone
            ? TypedResults.Ok(new Readiness("ready", catalog.Champions.Count, Describe(catalog)))
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, WarmsUp);
    }

    private static string Describe(ModelCatalog catalog) => (catalog.Champions.Count, catalog.Store.Models().Count) switch
    {
        (0, 0) => "The models folder is empty: train a model with POST /train/{domain}; GET /jobs shows whether one is under way.",
        (0, _) => "No version was promoted yet: PUT /models/{domain}/{model}/champion.",
        _ => "Every champion can be served.",
    };

    private static ProblemHttpResult NotReady(ChampionFault[] faults) => TypedResults.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = "Champions on the volume cannot be served: promote another version of each, or restore its files. Other models answer.",
        Extensions = { ["champions"] = faults },
    });
}
