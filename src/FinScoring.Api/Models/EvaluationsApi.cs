using FinScoring.Api.Http;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FinScoring.Api.Models;

/// <summary>How a finished version does on rows it has not seen.</summary>
internal static class EvaluationsApi
{
    public static void MapEvaluations(this RouteGroupBuilder models)
        => models.MapPost(ModelsApi.Version + "/evaluations", Evaluate)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .WithName("EvaluateVersion")
            .WithSummary("Evaluate a version on a labelled file")
            .WithDescription("""
                Scores a CSV file that has the label of the training (for trade a file of bars) and compares: AUC, Gini, KS, log-loss,
                Brier, calibration, with 95 % intervals. The result is stored with the version; the file is not. Rows without a label
                are left out. A row that cannot be scored is an error naming row and column: metrics of the rest would flatter. A cell that is
                missing though no training row lacked it is scored as if nothing were known of it, and counted in `warnings`. Rows
                count as they are, also where the training had populationRate: bring them in the population's proportions; `warnings` says
                where they are not. Protected columns of the training that the file holds are audited, in the groups of the training, at the
                thresholds of the policy in force.
                """)
            .Accepts<string>("text/csv")
            .ProducesProblems(400, 404, 413, 415, 503)
            .WithRequestExample("income,housing,outcome\n35400,rent,repaid\n12800,own,default\n", "text/csv")
            .WithAnswerExample(ModelExamples.Evaluation);

    private static async Task<Results<Ok<StoredEvaluation>, ProblemHttpResult>> Evaluate(
        string domain, string model, int version,
        HttpRequest request, ModelCatalog catalog, ModelEvaluation evaluation, CancellationToken cancel)
        => await catalog.VersionAsync(new ModelKey(domain, model).Version(version)) is { } scorer
            ? TypedResults.Ok(await evaluation.RunAsync(scorer, request, cancel))
            : ModelsApi.NoVersion(new ModelKey(domain, model).Version(version));
}
