using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Models;

/// <summary>The published models as the API shows them.</summary>
internal sealed class ModelLibrary(ModelCatalog catalog, PolicyBook policies)
{
    private ModelStore Store => catalog.Store;

    public IEnumerable<ModelSummary> List()
        => Store.Models()
            .OrderBy(model => model.Domain, StringComparer.Ordinal).ThenBy(model => model.Name, StringComparer.Ordinal)
            .Select(model => new ModelSummary(model.Domain, model.Name, catalog.ChampionNumber(model), [.. Undeleted(model)]));

    /// <summary>Null if the model never had a version.</summary>
    public ModelDetails? Inspect(ModelKey model)
    {
        var versions = Store.Versions(model);
        return versions.Count == 0
            ? null
            : new(
                model.Domain, model.Name, catalog.ChampionNumber(model), policies.Current(model).Number,
                [.. versions.Reverse().Select(version => Summary(model.Version(version)))]);
    }

    /// <summary>Null if there never was such a version.</summary>
    public VersionDetails? Inspect(VersionKey version)
        => Store.Manifest(version) is not { } manifest
            ? null
            : new(manifest)
            {
                Status = Status(version, Fault(version)),
                Reason = Fault(version),
                Champion = catalog.ChampionNumber(version.Model) == version.Version,
                FairnessAtPolicy = [.. manifest.Fairness.Select(report => FairnessInForce.Of(report, policies.Current(version.Model)))],
                Evaluations = Store.Evaluations(version),
            };

    /// <summary>The manifest if it can be read, and what is wrong with the version.</summary>
    public (Manifest? Manifest, string? Fault) TryRead(VersionKey version)
    {
        try
        {
            return (Store.Manifest(version), Fault(version));
        }
        catch (DamagedModelException damaged)
        {
            return (null, damaged.Reason);
        }
    }

    private VersionSummary Summary(VersionKey version)
    {
        var (manifest, reason) = TryRead(version);
        return new(
            version.Version, Status(version, reason), reason,
            manifest?.CreatedAt, manifest?.Algorithm, manifest?.Event, manifest?.Metrics.Auc, manifest?.Note)
        {
            RecalibratedFrom = manifest?.RecalibratedFrom?.Version,
        };
    }

    private IEnumerable<int> Undeleted(ModelKey model) => Store.Versions(model).Where(version => !Store.IsDeleted(model.Version(version)));

    private VersionStatus Status(VersionKey version, string? fault)
        => Store.IsDeleted(version) ? VersionStatus.Deleted : fault is null ? VersionStatus.Available : VersionStatus.Damaged;

    private string? Fault(VersionKey version) => catalog.Faults.GetValueOrDefault(version);
}
