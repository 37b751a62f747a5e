using FinScoring.Core.Models;

namespace FinScoring.Core.Scoring;

/// <summary>
/// The last few versions asked for beside the champions. A version is loaded once however many ask for it at the same time, and
/// loading one holds up no other. Thread-safe.
/// </summary>
internal sealed class ScorerCache(int capacity, Func<VersionKey, Scorer?> load)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _entries = [];

    /// <summary>What loading gave, null included; only a scorer is kept.</summary>
    public Scorer? Get(VersionKey version)
    {
        var entry = Use(version, () => load(version));
        Scorer? scorer = null;
        try
        {
            return scorer = entry.Scorer.Value;
        }
        finally
        {
            if (scorer is null) Remove(entry);
        }
    }

    /// <summary>Keeps a scorer that is loaded already.</summary>
    public void Add(Scorer scorer) => Use(scorer.Manifest.Key, () => scorer);

    /// <summary>Forgets a version. One that is being loaded meanwhile is not kept either.</summary>
    public void Remove(VersionKey version)
    {
        lock (_lock)
        {
            if (_entries.FirstOrDefault(e => e.Version == version) is { } entry) _entries.Remove(entry);
        }
    }

    private void Remove(Entry entry)
    {
        lock (_lock) _entries.Remove(entry);
    }

    private Entry Use(VersionKey version, Func<Scorer?> make)
    {
        lock (_lock)
        {
            var entry = _entries.FirstOrDefault(e => e.Version == version) ?? new Entry(version, new Lazy<Scorer?>(make));
            _entries.Remove(entry);
            _entries.AddFirst(entry);
            if (_entries.Count > capacity) _entries.RemoveLast();
            return entry;
        }
    }

    private sealed record Entry(VersionKey Version, Lazy<Scorer?> Scorer);
}
