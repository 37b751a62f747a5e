using FinScoring.Api.Http;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace FinScoring.Api.Models;

/// <summary>What is published: list, inspect, download, delete.</summary>
internal static class ModelsApi
{
    public const string Model = "/models/{domain:domain}/{model:modelName}";
    public const string Version = Model + "/{version:int:min(1)}";

    private const string Zip = "application/zip";

    public static void MapModels(this WebApplication app)
    {
        var models = app.MapGroup("").WithTags("Models");
        models.MapGet("/models", List)
            .WithName("ListModels")
            .WithSummary("List the models")
            .WithDescription("Every model of every domain: which version answers (the champion), and which versions there are.")
            .WithAnswerExample(ModelExamples.List);
        models.MapGet(Model, Inspect)
            .WithName("InspectModel")
            .WithSummary("Inspect a model")
            .WithDescription("All versions, the newest first, with their state: `available`, `damaged` (and why) or `deleted`.")
            .ProducesProblems(404)
            .WithAnswerExample(ModelExamples.Model);
        models.MapGet(Version, InspectVersion)
            .WithName("InspectVersion")
            .WithSummary("Inspect a version")
            .WithDescription("""
                The manifest: options, signature, what selection kept and why (with what each column says alone, out of fold: IV, mutual
                information, AUC; above 0.95 it is a suspected leak), out-of-fold metrics with their spread and intervals, hashes and
                library versions; for a scorecard its table; the rates of protected groups by the policy in force; then the evaluations stored with the version. Deleted versions
                keep theirs.
                """)
            .ProducesProblems(404, 503)
            .WithAnswerExample(ModelExamples.Version);
        models.MapGet(Version + "/artifact", Download)
            .WithName("DownloadVersion")
            .WithSummary("Download a version")
            .WithDescription("model.zip, for the Microsoft.ML packages alone. The ETag is its SHA-256, checked before it is sent.")
            .Produces<FileContentHttpResult>(200, Zip)
            .ProducesProblems(404, 503);
        models.MapDelete(Version, Delete)
            .WithName("DeleteVersion")
            .WithSummary("Delete a version")
            .WithDescription("""
                Removes the artefact, the training rows and predictions kept with it, and keeps the manifest; the number is never used
                again. The champion cannot be deleted.
                """)
            .ProducesProblems(404, 409, 503);
        models.MapChampion();
        models.MapEvaluations();
        models.MapRecalibrations();
        models.MapPolicy();
        models.MapScorecard();
        models.MapEffects();
        models.MapPredictions();
    }

    public static ProblemHttpResult NoModel(ModelKey model) => Problems.NotFound($"There is no model {model}.");

    public static ProblemHttpResult NoVersion(VersionKey version)
        => Problems.NotFound($"There is no version {version.Version} of {version.Model}, or it was deleted.");

    private static IEnumerable<ModelSummary> List(ModelLibrary library) => library.List();

    private static Results<Ok<ModelDetails>, ProblemHttpResult> Inspect(string domain, string model, ModelLibrary library)
    {
        var key = new ModelKey(domain, model);
        return library.Inspect(key) is { } details ? TypedResults.Ok(details) : NoModel(key);
    }

    private static Results<Ok<VersionDetails>, ProblemHttpResult> InspectVersion(
        string domain, string model, int version, ModelLibrary library)
    {
        var key = new ModelKey(domain, model).Version(version);
        return library.Inspect(key) is { } details
            ? TypedResults.Ok(details)
            : Problems.NotFound($"There is no version {version} of {key.Model}.");
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Download(string domain, string model, int version, ModelStore store)
    {
        var key = new ModelKey(domain, model).Version(version);
        if (store.IsDeleted(key) || store.Manifest(key) is not { } manifest)
            return NoVersion(key);
        return TypedResults.Bytes(
            store.ReadArtifact(key), Zip, $"{domain}-{model}-{version}.zip",
            lastModified: manifest.CreatedAt, entityTag: new EntityTagHeaderValue($"\"{manifest.Files["model.zip"]}\""));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string domain, string model, int version, ModelCatalog catalog, ModelLog log)
    {
        var key = new ModelKey(domain, model).Version(version);
        if (catalog.Store.IsDeleted(key) || !catalog.Store.Exists(key))
            return NoVersion(key);
        if (catalog.Store.Champion(key.Model) == version)
            return Problems.Conflict($"Version {version} is the champion of {key.Model}; promote another one first.");
        try
        {
            await catalog.DeleteAsync(key);
        }
        catch (InvalidOperationException)
        {
            return Problems.Conflict($"Version {version} of {key.Model} was promoted or deleted at the same moment.");
        }

        log.Deleted(key);
        return TypedResults.NoContent();
    }
}
