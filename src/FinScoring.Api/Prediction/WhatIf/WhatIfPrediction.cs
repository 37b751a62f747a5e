using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FinScoring.Api.Http;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Prediction.WhatIf;

/// <summary>Answers questions. Every changed row is scored as if it had been sent.</summary>
internal sealed class WhatIfPrediction(SingleBody body, SearchPlaces places)
{
    private const string Best = "No decision is better than the present one.";

    private static readonly string None = $"No change of up to {CounterfactualSearch.MostChanges} fields that was tried, inside what the "
        + "training has seen, reaches a better decision.";

    /// <summary>Reads the question, answers it and counts.</summary>
    /// <exception cref="BadDataException">Everything that is wrong with the question.</exception>
    public async Task<Results<Utf8ContentHttpResult, ProblemHttpResult>> AnswerAsync(HttpContext http, ServingModel model)
    {
        var counts = model.Counts.WhatIf;
        var begin = Stopwatch.GetTimestamp();
        try
        {
            var (question, unread) = await ReadAsync(http);
            using var place = question is { Counterfactuals: > 0 } ? await places.EnterAsync(http.RequestAborted) : null;
            if (place is { IsAcquired: false })
            {
                counts.Refused.Inc();
                return Busy(http.Response);
            }

            if (question is null)
            {
                counts.Invalid.Inc();
                return unread!;
            }

            // A search takes as long as a thousand predictions: on a thread of its own, as many as there are places.
            var answer = place is null ? Answer() : await Task.Factory.StartNew(
                Answer, http.RequestAborted, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            counts.Answered.Inc();
            counts.Seconds.Observe(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            return TypedResults.Text(answer, "application/json; charset=utf-8");

            byte[] Answer() => AnswerJson.Bytes(WhatIfPrediction.Answer(question, model, http.RequestAborted));
        }
        catch (BadDataException)
        {
            counts.Invalid.Inc();
            throw;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            counts.Failed.Inc();
            throw;
        }
    }

    private Task<(WhatIfRequest? Question, ProblemHttpResult? Unread)> ReadAsync(HttpContext http)
        => body.AnswerAsync<(WhatIfRequest?, ProblemHttpResult?)>(
            http, json => body.Problem(json) is { } problem ? (null, problem) : (WhatIfRequest.Read(StrictJson.ReadObject(json)), null), problem => (null, problem));

    private static ProblemHttpResult Busy(HttpResponse response)
    {
        response.Headers.RetryAfter = "1";
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, $"{SearchPlaces.MostWaiting} searches of counterfactuals wait already; ask again in a second.");
    }

    private static WhatIfAnswer Answer(WhatIfRequest request, ServingModel model, CancellationToken aborted)
    {
        using var row = model.Rent();
        var errors = new Dictionary<string, string[]>();
        var immutable = Immutable(request.Immutable, row, errors);
        var before = Score(request.Row, row, "row", model, errors);
        var after = request.Overrides is { } overrides ? ScoreChanged(request.Row, overrides, model, before is null, errors) : null;
        foreach (var name in Unused(request.Overrides, row)) errors[$"overrides.{name}"] = ["is not used by this model: no value of it changes an answer."];
        if (errors.Count > 0)
            throw new BadDataException(errors);
        var answer = new WhatIfAnswer { Before = before!, After = after, Difference = after is null ? null : Difference(before!, after, model) };
        return request.Counterfactuals > 0 ? WithCounterfactuals(answer, request, row, immutable, model, aborted) : answer;
    }

    /// <summary>Fields that a row may have and the model leaves out: a difference of 0 would read as if they had been asked.</summary>
    private static IEnumerable<string> Unused(JsonElement? overrides, ScoringRow row)
        => overrides is { } changes ? changes.EnumerateObject().Select(field => field.Name).Where(name => row.Find(name) < 0) : [];

    private static HashSet<int> Immutable(IReadOnlyList<string> asked, ScoringRow row, Dictionary<string, string[]> errors)
    {
        for (var i = 0; i < asked.Count; i++)
        {
            if (row.Find(asked[i]) is null)
                errors[$"immutable[{i}]"] = [JsonRow.UnknownField];
        }

        return [.. asked.Concat(row.Scorer.Manifest.Options.Immutable).Select(name => row.Find(name) ?? -1)];
    }

    /// <summary>Null if the row cannot be scored; why is among the errors then, under the name of the part it came from.</summary>
    private static PredictionAnswer? Score(JsonElement json, ScoringRow row, string part, ServingModel model, Dictionary<string, string[]> errors)
    {
        var id = new JsonRow().Read(JsonMarshal.GetRawUtf8Value(json), new InputFields(row));
        if (row.Complete())
            return model.Answer(null, id, row);
        foreach (var (field, findings) in row.Errors)
            errors.TryAdd($"{part}.{field}", findings);
        return null;
    }

    /// <param name="row">The row as it was sent.</param>
    /// <param name="changes">Fields to have another value.</param>
    /// <param name="model">What scores.</param>
    /// <param name="isWrong">Whether the row itself has errors, which are named already: only those of the changes are then.</param>
    /// <param name="errors">What is wrong is added to them.</param>
    private static PredictionAnswer? ScoreChanged(JsonElement row, JsonElement changes, ServingModel model, bool isWrong, Dictionary<string, string[]> errors)
    {
        using var changed = model.Rent();
        var found = new Dictionary<string, string[]>();
        var answer = Score(Changed(row, changes), changed, "overrides", model, found);
        foreach (var (field, findings) in found.Where(error => !isWrong || changes.TryGetProperty(error.Key["overrides.".Length..], out _)))
            errors[field] = findings;
        return answer;
    }

    private static JsonElement Changed(JsonElement row, JsonElement changes)
    {
        var changed = new JsonObject();
        foreach (var field in row.EnumerateObject().Where(field => !changes.TryGetProperty(field.Name, out _)).Concat(changes.EnumerateObject()))
            changed[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        return JsonSerializer.SerializeToElement(changed);
    }

    private static WhatIfDifference Difference(PredictionAnswer before, PredictionAnswer after, ServingModel model)
    {
        var (from, to) = (before.Explanation!, after.Explanation!);
        var inputs = model.Scorer.Manifest.Signature.Inputs;
        return new(to.LogOdds - from.LogOdds, ContributionAnswer.Sorted(inputs, [.. to.Values.Zip(from.Values, (t, f) => t - f)]));
    }

    private static WhatIfAnswer WithCounterfactuals(
        WhatIfAnswer answer, WhatIfRequest request, ScoringRow row, HashSet<int> immutable, ServingModel model, CancellationToken aborted)
    {
        if (((DecisionPolicy)model.Policy.Policy).BetterBelow(answer.Before.Probability!.Value) is not { } bound)
            return answer with { Counterfactuals = [], Message = Best };
        var found = CounterfactualSearch.Of(model.Scorer)!.Find(row, bound, request.Counterfactuals, immutable, aborted);
        return answer with
        {
            Counterfactuals = [.. found.Select(counterfactual => Answer(counterfactual, request.Row, model))],
            Message = found.Count == 0 ? None : null,
        };
    }

    private static CounterfactualAnswer Answer(Counterfactual counterfactual, JsonElement row, ServingModel model)
    {
        var inputs = model.Scorer.Manifest.Signature.Inputs;
        var changes = counterfactual.Changes.Select(change => new FieldChange(
            inputs[change.Input].Name,
            row.TryGetProperty(inputs[change.Input].Name, out var from) ? from : null,
            change.Text is null ? JsonSerializer.SerializeToElement(change.Number) : JsonSerializer.SerializeToElement(change.Text))).ToArray();
        var overrides = JsonSerializer.SerializeToElement(changes.ToDictionary(change => change.Feature, change => change.To));
        return new(changes, ScoreChanged(row, overrides, model, false, [])!);
    }
}
