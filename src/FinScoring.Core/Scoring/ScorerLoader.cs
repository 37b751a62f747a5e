using System.Collections.Concurrent;
using FinScoring.Core.Models;

namespace FinScoring.Core.Scoring;

/// <summary>From the models folder into memory, and the list of what could not be brought there. Thread-safe.</summary>
internal sealed class ScorerLoader(ModelStore store)
{
    private readonly ConcurrentDictionary<VersionKey, string> _faults = [];

    public IReadOnlyDictionary<VersionKey, string> Faults => _faults;

    /// <summary>Null if there is no such version or it is deleted.</summary>
    /// <exception cref="DamagedModelException">It cannot be served: now one of the <see cref="Faults"/>.</exception>
    public Scorer? Load(VersionKey version)
    {
        try
        {
            if (store.IsDeleted(version) || store.Manifest(version) is not { } manifest) return null;
            var zip = new MemoryStream(store.ReadArtifact(version));
            var scorer = Scorer.Load(zip, manifest, store.TemporaryFolder, store.ReadExplanation(version));
            Forget(version);
            return scorer;
        }
        catch (DamagedModelException e)
        {
            _faults[version] = e.Reason;
            throw;
        }
    }

    /// <summary>What the models folder says of a model's champion; null if it has none.</summary>
    public Champion? FindChampion(ModelKey model)
    {
        try
        {
            return store.Champion(model) is { } number ? LoadChampion(model.Version(number)) : null;
        }
        catch (DamagedModelException e)
        {
            return AtFault(e.Version, e.Reason);
        }
    }

    public Champion LoadChampion(VersionKey version)
    {
        try
        {
            return Load(version) is { } scorer
                ? new Champion(version, scorer)
                : AtFault(version, "the version's folder is missing or marked as deleted");
        }
        catch (DamagedModelException e)
        {
            return AtFault(version, e.Reason);
        }
    }

    public void Forget(VersionKey version) => _faults.TryRemove(version, out _);

    private Champion AtFault(VersionKey version, string reason)
    {
        _faults[version] = reason;
        return new Champion(version, null, reason);
    }
}

/// <summary>A model's champion: served, or at fault. Version 0 where its number cannot be read.</summary>
internal sealed record Champion(VersionKey Version, Scorer? Scorer, string Fault = "")
{
    public int? Number => Version.Version > 0 ? Version.Version : null;

    /// <exception cref="DamagedModelException">It cannot be served.</exception>
    public Scorer Served() => Scorer ?? throw new DamagedModelException(Version, Fault);
}
