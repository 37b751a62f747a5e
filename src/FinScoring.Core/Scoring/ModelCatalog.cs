using System.Collections.Concurrent;
using FinScoring.Core.Models;

namespace FinScoring.Core.Scoring;

/// <summary>
/// The versions in memory. Reading a champion takes no lock and touches no disk; a swap is atomic, and a request finishes on
/// the scorer it began with.
/// </summary>
public sealed class ModelCatalog
{
    private const int VersionsKept = 8;

    private readonly Lock _changes = new();
    private readonly ConcurrentDictionary<VersionKey, string> _faults = [];
    private readonly ScorerCache _others;

    // Never changed, only replaced as a whole: a reader sees one state or the next.
    private volatile Dictionary<ModelKey, Slot> _champions = [];

    public ModelCatalog(ModelStore store)
    {
        Store = store;
        _others = new ScorerCache(VersionsKept, Load);
    }

    public ModelStore Store { get; }

    /// <summary>Raised after the champion of a model changed.</summary>
    public event Action<ModelKey>? ChampionChanged;

    /// <summary>The champions that answer.</summary>
    public IReadOnlyList<Scorer> Champions => [.. _champions.Values.Select(slot => slot.Scorer).OfType<Scorer>()];

    /// <summary>The champions that cannot be served, and why; version 0 where not even the champion's number can be read.</summary>
    public IReadOnlyDictionary<VersionKey, string> ChampionFaults
        => _champions.Values.Where(slot => slot.Scorer is null).ToDictionary(slot => slot.Version, slot => slot.Fault);

    /// <summary>Versions that were set aside, and why.</summary>
    public IReadOnlyDictionary<VersionKey, string> Faults => _faults;

    /// <summary>Loads every champion. A champion that fails is reported in <see cref="Faults"/>, never replaced silently.</summary>
    public void LoadChampions()
    {
        var models = Store.Models();
        lock (_changes)
        {
            _champions = models.Select(FindChampion).OfType<Slot>().ToDictionary(slot => slot.Version.Model);
        }

        foreach (var model in models) ChampionChanged?.Invoke(model);
    }

    /// <summary>Null if the model has no champion.</summary>
    /// <exception cref="DamagedModelException">The champion on the volume cannot be served.</exception>
    public Scorer? Champion(ModelKey model) => _champions.GetValueOrDefault(model)?.Served();

    /// <summary>The number of the version that answers, or would if it were not at fault; null if there is none or it cannot be read.</summary>
    public int? ChampionNumber(ModelKey model) => _champions.GetValueOrDefault(model) is { Version.Version: > 0 and var number } ? number : null;

    /// <summary>Null if there is no such version or it is deleted. Loads it if it is not in memory.</summary>
    /// <exception cref="DamagedModelException">It cannot be served. It is set aside: promoting it tries again.</exception>
    public Scorer? Version(VersionKey version)
    {
        if (_champions.GetValueOrDefault(version.Model) is { } slot && slot.Version == version) return slot.Served();
        if (_faults.TryGetValue(version, out var reason)) throw new DamagedModelException(version, reason);
        return _others.Get(version);
    }

    /// <summary>Publishes a trained model (see <see cref="ModelStore.Publish"/>) and swaps if it becomes champion.</summary>
    public Manifest Publish(Manifest manifest, string stagingFolder, bool promote)
    {
        Manifest published;
        bool swapped;
        lock (_changes)
        {
            published = Store.Publish(manifest, stagingFolder, promote);
            swapped = IsNewChampion(published.Key);
            if (swapped) Swap(LoadChampion(published.Key));
        }

        if (swapped) ChampionChanged?.Invoke(published.Key.Model);
        return published;
    }

    /// <summary>Loads the version, records it as champion and swaps.</summary>
    /// <exception cref="InvalidOperationException">There is no such version, or it is deleted.</exception>
    /// <exception cref="DamagedModelException">It cannot be served; the champion stays.</exception>
    public void Promote(VersionKey version)
    {
        lock (_changes)
        {
            var scorer = Load(version) ?? throw new InvalidOperationException($"There is no {version} to promote.");
            Store.SetChampion(version);
            Swap(new Slot(version, scorer));
        }

        ChampionChanged?.Invoke(version.Model);
    }

    /// <summary>Deletes a version that is not the champion, from memory too.</summary>
    /// <exception cref="InvalidOperationException">There is no such version, or it is the champion.</exception>
    public void Delete(VersionKey version)
    {
        lock (_changes)
        {
            Store.Delete(version);
            _others.Remove(version);
            _faults.TryRemove(version, out _);
        }
    }

    private void Swap(Slot next)
    {
        var model = next.Version.Model;
        // Rolling back is often the next thing asked for.
        if (_champions.GetValueOrDefault(model) is { Scorer: { } last } && last.Manifest.Key != next.Version) _others.Add(last);
        _champions = new(_champions) { [model] = next };
        _others.Remove(next.Version);
        _faults.TryRemove(model.Version(0), out _);
    }

    private bool IsNewChampion(VersionKey version)
    {
        try
        {
            return Store.Champion(version.Model) == version.Version && _champions.GetValueOrDefault(version.Model)?.Version != version;
        }
        catch (DamagedModelException)
        {
            return false;
        }
    }

    /// <summary>What the models folder says of a model's champion; null if it has none.</summary>
    private Slot? FindChampion(ModelKey model)
    {
        try
        {
            return Store.Champion(model) is { } number ? LoadChampion(model.Version(number)) : null;
        }
        catch (DamagedModelException e)
        {
            return new Slot(Fault(e).Version, null, e.Reason);
        }
    }

    private Slot LoadChampion(VersionKey version)
    {
        try
        {
            return new Slot(version, Load(version) ?? throw Fault(new(version, "the version's folder is missing or marked as deleted")));
        }
        catch (DamagedModelException e)
        {
            return new Slot(version, null, e.Reason);
        }
    }

    private Scorer? Load(VersionKey version)
    {
        try
        {
            if (Store.IsDeleted(version) || Store.Manifest(version) is not { } manifest) return null;
            var scorer = Scorer.Load(new MemoryStream(Store.ReadArtifact(version)), manifest, Store.TemporaryFolder);
            _faults.TryRemove(version, out _);
            return scorer;
        }
        catch (DamagedModelException e)
        {
            Fault(e);
            throw;
        }
    }

    private DamagedModelException Fault(DamagedModelException damage)
    {
        _faults[damage.Version] = damage.Reason;
        return damage;
    }

    /// <summary>A model's champion: served, or at fault.</summary>
    private sealed record Slot(VersionKey Version, Scorer? Scorer, string Fault = "")
    {
        public Scorer Served() => Scorer ?? throw new DamagedModelException(Version, Fault);
    }
}
