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
    private readonly ScorerLoader _loader;
    private readonly ScorerCache _others;

    // Never changed, only replaced as a whole: a reader sees one state or the next.
    private volatile Dictionary<ModelKey, Champion> _champions = [];

    public ModelCatalog(ModelStore store)
    {
        Store = store;
        _loader = new ScorerLoader(store);
        _others = new ScorerCache(VersionsKept, _loader.Load);
    }

    public ModelStore Store { get; }

    /// <summary>Raised after the champion of a model changed.</summary>
    public event Action<ModelKey>? ChampionChanged;

    /// <summary>The champions that answer.</summary>
    public IReadOnlyList<Scorer> Champions => [.. _champions.Values.Select(champion => champion.Scorer).OfType<Scorer>()];

    /// <summary>The champions that cannot be served, and why; version 0 where not even the champion's number can be read.</summary>
    public IReadOnlyDictionary<VersionKey, string> ChampionFaults
        => _champions.Values.Where(champion => champion.Scorer is null).ToDictionary(champion => champion.Version, champion => champion.Fault);

    /// <summary>Versions that were set aside, and why.</summary>
    public IReadOnlyDictionary<VersionKey, string> Faults => _loader.Faults;

    /// <summary>Loads every champion. A champion that fails is reported in <see cref="Faults"/>, never replaced silently.</summary>
    public void LoadChampions()
    {
        var models = Store.Models();
        lock (_changes)
        {
            _champions = models.Select(_loader.FindChampion).OfType<Champion>().ToDictionary(champion => champion.Version.Model);
        }

        foreach (var model in models) ChampionChanged?.Invoke(model);
    }

    /// <summary>Null if the model has no champion.</summary>
    /// <exception cref="DamagedModelException">The champion on the volume cannot be served.</exception>
    public Scorer? Champion(ModelKey model) => _champions.GetValueOrDefault(model)?.Served();

    /// <summary>The number of the version that answers, or would if it were not at fault; null if there is none or it cannot be read.</summary>
    public int? ChampionNumber(ModelKey model) => _champions.GetValueOrDefault(model)?.Number;

    /// <summary>Null if there is no such version or it is deleted. Loads it if it is not in memory.</summary>
    /// <exception cref="DamagedModelException">It cannot be served. It is set aside: promoting it tries again.</exception>
    public Scorer? Version(VersionKey version)
    {
        if (_champions.GetValueOrDefault(version.Model) is { } champion && champion.Version == version) return champion.Served();
        if (Faults.TryGetValue(version, out var reason)) throw new DamagedModelException(version, reason);
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
            if (swapped) Swap(_loader.LoadChampion(published.Key));
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
            var scorer = _loader.Load(version) ?? throw new InvalidOperationException($"There is no {version} to promote.");
            Store.SetChampion(version);
            Swap(new Champion(version, scorer));
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
            _loader.Forget(version);
        }
    }

    private void Swap(Champion next)
    {
        var model = next.Version.Model;
        // Rolling back is often the next thing asked for.
        if (_champions.GetValueOrDefault(model) is { Scorer: { } last } && last.Manifest.Key != next.Version) _others.Add(last);
        _champions = new(_champions) { [model] = next };
        _others.Remove(next.Version);
        _loader.Forget(model.Version(0));
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
}
