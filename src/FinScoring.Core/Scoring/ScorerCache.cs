using FinScoring.Core.Models;

namespace FinScoring.Core.Scoring;

/// <summary>
/// The last few versions asked for beside the champions: so many, and no more than some bytes of them together, but one however
/// large. A version is loaded once however many ask for it at the same time, and who asks awaits it. Thread-safe.
/// </summary>
internal sealed class ScorerCache(int most, long mostBytes, Func<VersionKey, Task<Scorer?>> load)
{
    private readonly Lock _lock = new();

    // The one asked for last is the first.
    private readonly LinkedList<Scorer> _kept = [];
    private readonly Dictionary<VersionKey, Loading> _loading = [];

    /// <summary>What loading gave, null included; only a scorer is kept.</summary>
    public ValueTask<Scorer?> GetAsync(VersionKey version)
    {
        lock (_lock)
        {
            if (Find(version) is { } kept)
            {
                Keep(kept);
                return new(kept);
            }

            if (!_loading.TryGetValue(version, out var loading))
            {
                loading = new();
                _loading.Add(version, loading);
                loading.Scorer = LoadAsync(version, loading);
            }

            return new(loading.Scorer);
        }
    }

    /// <summary>Keeps a scorer that is loaded already.</summary>
    public void Add(Scorer scorer)
    {
        lock (_lock) Keep(scorer);
    }

    /// <summary>The versions that are kept or being loaded.</summary>
    public IReadOnlyList<VersionKey> Known
    {
        get
        {
            lock (_lock) return [.. _kept.Select(scorer => scorer.Manifest.Key), .. _loading.Keys];
        }
    }

    /// <summary>Forgets a version. One that is being loaded meanwhile is not kept either.</summary>
    public void Remove(VersionKey version)
    {
        lock (_lock)
        {
            _loading.Remove(version);
            if (Find(version) is { } kept) _kept.Remove(kept);
        }
    }

    private async Task<Scorer?> LoadAsync(VersionKey version, Loading loading)
    {
        Scorer? scorer = null;
        try
        {
            // Elsewhere, so that the caller has left the lock and knows this task.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return scorer = await load(version);
        }
        finally
        {
            End(version, loading, scorer);
        }
    }

    private void End(VersionKey version, Loading loading, Scorer? scorer)
    {
        lock (_lock)
        {
            if (_loading.GetValueOrDefault(version) != loading) return;
            _loading.Remove(version);
            if (scorer is not null) Keep(scorer);
        }
    }

    private Scorer? Find(VersionKey version) => _kept.FirstOrDefault(scorer => scorer.Manifest.Key == version);

    /// <summary>As the one asked for last. What a version takes grows when it is explained, so each time all are looked at.</summary>
    private void Keep(Scorer scorer)
    {
        if (Find(scorer.Manifest.Key) is { } before) _kept.Remove(before);
        _kept.AddFirst(scorer);
        while (_kept.Count > 1 && (_kept.Count > most || _kept.Sum(kept => kept.Bytes) > mostBytes)) _kept.RemoveLast();
    }

    private sealed class Loading
    {
        public Task<Scorer?> Scorer { get; set; } = null!;
    }
}
