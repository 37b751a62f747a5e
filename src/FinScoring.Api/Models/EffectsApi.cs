using FinScoring.Api.Http;
using FinScoring.Core.Explanation.Effects;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Models;

/// <summary>What a version does as a whole.</summary>
internal static class EffectsApi
{
    public static void MapEffects(this RouteGroupBuilder models)
        => models.MapGet(ModelsApi.Version + "/effects", Show)
            .WithName("ShowEffects")
            .WithSummary("See what a version does as a whole")
            .WithDescription("""
                From up to 1,000 training rows kept with the version; all in log-odds of the event. `importance`: the mean size of each feature's
                contributions (exact Shapley values against `baselineName`), the largest first, and its share of the sum. `effects`: for a
                number up to twenty ranges of about as many rows, then its codes; for a category its levels, the most frequent first; then the
                missing ones; each with mean contribution and the 10 % and 90 % quantiles (apart where other features matter too).
                `interactions`: Friedman and Popescu's H² (2008) of pairs, the share of the variance of their joint effect that the two alone do
                not explain, and its root mean square. Only pairs of the eight most important features are computed: of those eight, pairs not
                listed do not interact, and in a model that is a sum over features none does. For trade the features are those computed from bars. Computed once, at the first request. A
                version trained before rows were kept is a 409.
                """)
            .ProducesProblems(404, 409, 503)
            .WithAnswerExample(ModelExamples.Effects);

    private static async Task<Results<Ok<GlobalView>, ProblemHttpResult>> Show(
        string domain, string model, int version, ModelCatalog catalog, OwnThreads threads)
    {
        var key = new ModelKey(domain, model).Version(version);
        if (await catalog.VersionAsync(key) is not { } scorer) return ModelsApi.NoVersion(key);
        return await GlobalView.OfAsync(scorer, threads) is { } view
            ? TypedResults.Ok(view)
            : Problems.Conflict($"Version {version} of {key.Model} keeps no training rows to look at: it was trained before they were kept. Train again.");
    }
}
