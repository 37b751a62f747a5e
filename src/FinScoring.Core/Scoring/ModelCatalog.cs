using FinScoring.Core.Models;

namespace FinScoring.Core.Scoring;

/// <summary>
/// The versions in memory. Reading a champion takes no lock and touches no disk; a swap is atomic, and a request finishes on
/// the scorer it began with.
/// </summary>
public sealed class ModelCatalog(ModelStore store)
{
    public ModelStore Store { get; } = store;

    /// <summary>Raised after the champion of a model changed.</summary>
    public event Action<ModelKey>? ChampionChanged;

    /// <summary>Loads every champion. A champion that fails is reported in <see cref="Faults"/>, never replaced silently.</summary>
    public void LoadChampions() => throw new NotImplementedException();

    /// <summary>Versions that were set aside, and why.</summary>
    public IReadOnlyDictionary<VersionKey, string> Faults => throw new NotImplementedException();

    /// <summary>Null if the model has no champion.</summary>
    /// <exception cref="DamagedModelException">The champion on the volume cannot be served.</exception>
    public Scorer? Champion(ModelKey model) => throw new NotImplementedException();

    /// <summary>Null if there is no such version or it is deleted. Loads it if it is not in memory.</summary>
    /// <exception cref="DamagedModelException">It cannot be served.</exception>
    public Scorer? Version(VersionKey version) => throw new NotImplementedException();

    /// <summary>Publishes a trained model (see <see cref="ModelStore.Publish"/>) and swaps if it becomes champion.</summary>
    public Manifest Publish(Manifest manifest, string stagingFolder, bool promote) => throw new NotImplementedException();

    /// <summary>Loads the version, records it as champion and swaps.</summary>
    public void Promote(VersionKey version)
    {
        ChampionChanged?.Invoke(version.Model);
        throw new NotImplementedException();
    }

    /// <summary>Deletes a version that is not the champion, from memory too.</summary>
    public void Delete(VersionKey version) => throw new NotImplementedException();
}
