using System.Collections.Concurrent;

namespace FinScoring.Core.Scoring;

/// <summary>
/// Rows of a scorer that nobody uses just now. No ConcurrentBag: what it keeps for each thread is a root, and a row refers to its
/// scorer, so that none that was ever used could be collected. Thread-safe.
/// </summary>
internal sealed class RowPool
{
    private static readonly int Most = Math.Max(16, 4 * Environment.ProcessorCount);

    private readonly ConcurrentQueue<ScoringRow> _others = [];
    private ScoringRow? _first;
    private int _count;

    /// <summary>Null if there is none.</summary>
    public ScoringRow? TryTake()
    {
        if (Interlocked.Exchange(ref _first, null) is { } first) return first;
        if (!_others.TryDequeue(out var row)) return null;
        Interlocked.Decrement(ref _count);
        return row;
    }

    /// <summary>Keeps the row, unless more are kept than can be in use at a time.</summary>
    public void Add(ScoringRow row)
    {
        if (Interlocked.CompareExchange(ref _first, row, null) is null) return;
        if (Interlocked.Increment(ref _count) <= Most) _others.Enqueue(row);
        else Interlocked.Decrement(ref _count);
    }
}
