using FinScoring.Core.Domains;
using FinScoring.Core.Models;

namespace FinScoring.Core.Scoring;

/// <summary>
/// The versions in memory. Reading a champion takes no lock and touches no disk; a swap is atomic, and a request finishes on
/// the scorer it began with.
/// </summary>
public sealed class ModelCatalog
{
    private const int VersionsKept = 8;

    /// <summary>Versions beside the champions take at most this part of the memory there is, or one of them more.</summary>
    private const int MemoryShare = 8;

    // One change after the other, and none waits for versions to be loaded or explained.
    private readonly OwnThreads _changes = new(1);
    private readonly ScorerLoader _loader;
    private readonly ScorerCache _others;

    // Never changed, only replaced as a whole: a reader sees one state or the next.
    private volatile Dictionary<ModelKey, Champion> _champions = [];

    /// <param name="store">The models folder.</param>
    /// <param name="threads">Where versions are loaded; threads of its own unless given.</param>
    public ModelCatalog(ModelStore store, OwnThreads? threads = null)
    {
        Store = store;
        _loader = new ScorerLoader(store);
        var loading = threads ?? new();
        _others = new ScorerCache(
            VersionsKept, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryShare,
            version => loading.RunAsync(Urgency.Load, () => _loader.Load(version)));
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

    /// <summary>
    /// Loads every champion, on this thread and before anything is changed. A champion that fails is reported in
    /// <see cref="Faults"/>, never replaced silently.
    /// </summary>
    public void LoadChampions()
    {
        var models = Store.Models();
        _champions = models.Select(_loader.FindChampion).OfType<Champion>().ToDictionary(champion => champion.Version.Model);
        foreach (var model in models) ChampionChanged?.Invoke(model);
    }

    /// <summary>Null if the model has no champion.</summary>
    /// <exception cref="DamagedModelException">The champion on the volume cannot be served.</exception>
    public Scorer? Champion(ModelKey model) => _champions.GetValueOrDefault(model)?.Served();

    /// <summary>The number of the version that answers, or would if it were not at fault; null if there is none or it cannot be read.</summary>
    public int? ChampionNumber(ModelKey model) => _champions.GetValueOrDefault(model)?.Number;

    /// <summary>
    /// Null if there is no such version or it is deleted. Loads it if it is not in memory: once however many ask, on a thread of its
    /// own.
    /// </summary>
    /// <exception cref="DamagedModelException">It cannot be served. It is set aside: promoting it tries again.</exception>
    public ValueTask<Scorer?> VersionAsync(VersionKey version)
    {
        if (_champions.GetValueOrDefault(version.Model) is { } champion && champion.Version == version) return new(champion.Served());
        if (Faults.TryGetValue(version, out var reason)) throw new DamagedModelException(version, reason);
        return _others.GetAsync(version);
    }

    /// <summary>Publishes a trained model (see <see cref="ModelStore.Publish"/>) and swaps if it becomes champion.</summary>
    public Task<Manifest> PublishAsync(Manifest manifest, string stagingFolder, bool promote) => ChangeAsync(() =>
    {
        var published = Store.Publish(manifest, stagingFolder, promote);
        if (!IsNewChampion(published.Key)) return published;
        Swap(_loader.LoadChampion(published.Key));
        ChampionChanged?.Invoke(published.Key.Model);
        return published;
    });

    /// <summary>Loads the version, records it as champion and swaps.</summary>
    /// <exception cref="InvalidOperationException">There is no such version, or it is deleted.</exception>
    /// <exception cref="DamagedModelException">It cannot be served; the champion stays.</exception>
    public Task PromoteAsync(VersionKey version) => ChangeAsync(() =>
    {
        var scorer = _loader.Load(version) ?? throw new InvalidOperationException($"There is no {version} to promote.");
        Store.SetChampion(version);
        Swap(new Champion(version, scorer));
        ChampionChanged?.Invoke(version.Model);
        return scorer;
    });

    /// <summary>Deletes a version that is not the champion, from memory too.</summary>
    /// <exception cref="InvalidOperationException">There is no such version, or it is the champion.</exception>
    public Task DeleteAsync(VersionKey version) => ChangeAsync(() =>
    {
        Store.Delete(version);
        _others.Remove(version);
        _loader.Forget(version);
        return version;
    });

    /// <summary>Takes over what another process has promoted or deleted in the models folder.</summary>
    /// <returns>The champions that are new here.</returns>
    public Task<IReadOnlyList<VersionKey>> CatchUpAsync() => ChangeAsync<IReadOnlyList<VersionKey>>(() =>
    {
        var taken = new List<VersionKey>();
        foreach (var model in Store.Models().Where(model => Domain.Find(model.Domain) is not null && IsOutOfDate(model)))
        {
            var here = _champions.GetValueOrDefault(model);
            if (_loader.FindChampion(model) is not { } champion || (champion.Version == here?.Version && champion.Scorer is null)) continue;
            Swap(champion);
            ChampionChanged?.Invoke(model);
            taken.Add(champion.Version);
        }

        // After the swaps, which keep the champions before.
        foreach (var deleted in _others.Known.Where(Store.IsDeleted)) _others.Remove(deleted);
        foreach (var deleted in Faults.Keys.Where(Store.IsDeleted)) _loader.Forget(deleted);
        return taken;
    });

    private Task<T> ChangeAsync<T>(Func<T> change) => _changes.RunAsync(Urgency.Load, change);

    private void Swap(Champion next)
    {
        var model = next.Version.Model;
        // Rolling back is often the next thing asked for.
        if (_champions.GetValueOrDefault(model) is { Scorer: { } last } && last.Manifest.Key != next.Version) _others.Add(last);
        _champions = new(_champions) { [model] = next };
        _others.Remove(next.Version);
        _loader.Forget(model.Version(0));
    }

    /// <summary>Whether the folder names another champion, or the one here could not be served when it was tried last.</summary>
    private bool IsOutOfDate(ModelKey model)
    {
        var here = _champions.GetValueOrDefault(model);
        try
        {
            return Store.Champion(model) is { } number && (here?.Number != number || here.Scorer is null);
        }
        catch (DamagedModelException)
        {
            // The one in memory goes on.
            return here is null;
        }
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
