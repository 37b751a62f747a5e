using System.Text.Json.Nodes;
using FinScoring.Api.Http;
using FinScoring.Api.Prediction.Batch;
using FinScoring.Core.Domains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Prediction.WhatIf;

/// <summary>What would change a decision: of what is asked for, or of what is searched.</summary>
internal static class WhatIfApi
{
    public static void MapWhatIf(this RouteGroupBuilder predict)
        => predict.MapPost("/{domain:domain}/what-if", Ask)
            .WithName("WhatIf")
            .WithSummary("Ask what would change a decision")
            .WithDescription("""
                For loan and risk. With `overrides`, the answers to the row and to the row with these fields instead, and by how much
                each contribution differs. With `counterfactuals` (1 to 5; 3 if there are no overrides), the smallest changes of the row
                that reach the next better decision: of one field, where that does not do of two or three, inside what the training has
                seen, never of a field that `immutable` names here or in the training's options. No prediction id: nothing was decided.
                A few searches run at once, the others wait; 503 with `Retry-After` where too many wait already.
                """)
            .Accepts<JsonObject>(BatchTypes.Json)
            .Produces<WhatIfAnswer>()
            .ProducesProblems(400, 404, 408, 409, 413, 415, 503)
            .WithAnswerExamples(WhatIfExamples.Answers);

    private static async Task<Results<Utf8ContentHttpResult, ProblemHttpResult>> Ask(
        HttpContext http, string domain, string? model, string? version, ServingModels models, WhatIfPrediction prediction)
    {
        if (Domain.Find(domain)!.DefaultPolicy is not DecisionPolicy)
            return Problems.Invalid("domain", $"{domain} decides nothing about anyone, so there is no better decision to ask for.");
        if (!RequestBody.Is(http.Request, BatchTypes.Json) || !RequestBody.IsReadable(http.Request))
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json in UTF-8, as it is or in gzip.");
        var (serving, problem) = await models.FindAsync(domain, model, version, new(Explaining.True));
        return serving is null ? problem! : await prediction.AnswerAsync(http, serving);
    }
}
