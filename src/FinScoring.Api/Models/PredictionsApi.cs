using FinScoring.Api.Http;
using FinScoring.Core.Models;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace FinScoring.Api.Models;

/// <summary>What the evaluation of a training was computed from.</summary>
internal static class PredictionsApi
{
    private const string Csv = "text/csv";

    public static void MapPredictions(this RouteGroupBuilder models)
        => models.MapGet(ModelsApi.Version + "/predictions", Download)
            .WithName("DownloadPredictions")
            .WithSummary("Download the out-of-fold predictions of a version")
            .WithDescription("""
                CSV, one line for each training row that a fold tested, by a model that did not see it, in the order of the file: what
                `metrics` and `evaluation` of the manifest are computed from. `row` counts the file's rows from 1, without the header; `id` is
                that of the file's column `id`, empty without; for `trade` `symbol` and `date` follow. `fold` counts from 1, as `folds` of the
                evaluation do; where rows follow time the first ones are in none. `label` is 1 for the event. `weight` is the one that the
                metrics used: of the column `weight`, times what `populationRate` makes of it, else 1. Numbers are not rounded. The ETag is
                the file's SHA-256, checked before it is sent; deleting the version deletes it. A version trained before predictions were
                kept is a 409.
                """)
            .Produces<FileStreamHttpResult>(200, Csv)
            .ProducesProblems(404, 409, 503)
            .WithAnswerExample(ModelExamples.Predictions, contentType: Csv, name: "loan")
            .WithAnswerExample(ModelExamples.PredictionsOfBars, contentType: Csv, name: "trade");

    private static Results<FileStreamHttpResult, ProblemHttpResult> Download(string domain, string model, int version, ModelStore store)
    {
        var key = new ModelKey(domain, model).Version(version);
        if (store.IsDeleted(key) || store.Manifest(key) is not { } manifest) return ModelsApi.NoVersion(key);
        return store.OpenPredictions(key) is { } predictions
            ? TypedResults.Stream(
                predictions, Csv, $"{domain}-{model}-{version}-predictions.csv", lastModified: manifest.CreatedAt,
                entityTag: new EntityTagHeaderValue($"\"{manifest.Files["predictions.csv"]}\""))
            : Problems.Conflict($"Version {version} of {key.Model} keeps no predictions: " + (manifest.RecalibratedFrom is { } from
                ? $"it was not trained. Those of version {from.Version} are of the same model, under another line."
                : "it was trained before they were kept. Train again."));
    }
}
