using System.Text.Json.Nodes;
using FinScoring.Api.Http;
using FinScoring.Core.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Models;

/// <summary>Thresholds and score constants of a model: they change without retraining, and every state is kept.</summary>
internal static class PolicyApi
{
    private const string Route = ModelsApi.Model + "/policy";

    public static void MapPolicy(this RouteGroupBuilder models)
    {
        models.MapGet(Route, Get)
            .WithStrictQuery()
            .WithName("ReadPolicy")
            .WithSummary("Read the policy")
            .WithDescription("The policy in force, or with `number` an older state. `assumed` is true until someone sets one.")
            .ProducesProblems(400, 404)
            .WithAnswerExamples(ModelExamples.Policies);
        models.MapPut(Route, Put)
            .WithStrictQuery()
            .WithName("ChangePolicy")
            .WithSummary("Change the policy")
            .WithDescription("""
                The fields given take new values, the others keep theirs; the state gets the next number, which every answer names.
                Nothing is trained again. `missing` says what becomes of a value that is missing though no training row lacked it: `refuse`
                (400, or the row's error in a batch), or `neutral` (scored as if nothing were known of it, with the warning `unseenMissing`). A body that sets nothing, an unknown field and a bad value are errors; `policy` and `assumed`
                may be sent back and are ignored.
                """)
            .Accepts<JsonObject>(RouteDocs.Json)
            .ProducesProblems(400, 404, 415)
            .WithRequestExample(ModelExamples.PolicyChange, name: "loan")
            .WithAnswerExamples(ModelExamples.Policies);
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Get(
        string domain, string model, int? number, ModelStore store, PolicyBook book, FolderWatch folder)
    {
        var key = new ModelKey(domain, model);
        if (store.Versions(key).Count == 0)
            return ModelsApi.NoModel(key);
        if (number is { } asked && book.Find(key, asked) is null)
            await folder.LookAgainAsync();
        var state = number is { } n ? book.Find(key, n) : book.Current(key);
        return state is null ? Problems.NotFound($"There is no policy {number} of {key}.") : TypedResults.Ok(PolicyJson.Write(state));
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Put(
        string domain, string model, HttpRequest request, ModelStore store, PolicyBook book, ModelLog log, CancellationToken cancel)
    {
        var key = new ModelKey(domain, model);
        if (store.Versions(key).Count == 0)
            return ModelsApi.NoModel(key);
        var body = await StrictJson.ReadObjectAsync(request, cancel);
        var state = await book.ChangeAsync(key, current => PolicyJson.Change(current, body), cancel);
        log.PolicySet(key, state.Number);
        return TypedResults.Ok(PolicyJson.Write(state));
    }
}
