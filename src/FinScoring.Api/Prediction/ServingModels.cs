using System.Globalization;
using FinScoring.Api.Http;
using FinScoring.Api.Metrics;
using FinScoring.Api.Models;
using FinScoring.Api.Reasons;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Prediction;

/// <summary>Finds the version and policy that answer a request. Reads memory only, but for a model without champion; awaits a version or explainers that must be made first.</summary>
internal sealed class ServingModels(
    ModelCatalog catalog, PolicyBook policies, FolderWatch folder, ReasonModels reasons, OwnThreads threads, Measurements measurements)
{
    /// <summary>
    /// The model, or the problem that answers instead: 400 for what cannot be a model's name, 404 for a model without
    /// champion or a version that is not there, and what <see cref="Explaining"/> refuses. A damaged version throws, which is a 503.
    /// </summary>
    public async ValueTask<(ServingModel? Model, ProblemHttpResult? Problem)> FindAsync(
        string domain, string? name, string? version, AskedExplanation explanation)
    {
        name ??= ModelKey.DefaultName;
        if (!ModelKey.IsName(name))
            return (null, Problems.Invalid("model", "A model's name is 1 to 63 of a-z, 0-9 and -, and does not begin with -."));

        var key = new ModelKey(domain, name);
        if (version is null && catalog.Champion(key) is null)
            await folder.LookAgainAsync();
        if ((version is null ? catalog.Champion(key) : await VersionAsync(key, version)) is not { } scorer)
            return (null, Problems.NotFound(version is null ? NoChampion(key) : $"Model {key} has no such version; GET /models/{key} lists them."));
        var policy = policies.Current(key);
        var (explaining, problem) = await Explaining.OfAsync(scorer, policy.Policy, explanation, reasons, threads);
        return (problem is null ? new ServingModel(Domain.Find(domain)!, scorer, policy, measurements.Of(scorer), explaining) : null, problem);
    }

    private string NoChampion(ModelKey model)
        => catalog.Store.Versions(model).LastOrDefault(version => !catalog.Store.IsDeleted(model.Version(version))) is var version and > 0
            ? $"Model {model} has no champion yet: version {version} is there, but was not promoted. Its warnings in GET /models/{model}/{version} say "
                + $"why. Promote it by PUT /models/{model}/champion {{\"version\":{version}}}, ask it by ?version={version}, or train another."
            : $"Model {model} has no champion yet. Train one: POST a labelled CSV file to /train/{model.Domain}?model={model.Name}&label=...";

    private ValueTask<Scorer?> VersionAsync(ModelKey model, string version)
        => int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? catalog.VersionAsync(model.Version(number)) : default;
}
