namespace FinScoring.Core.Scoring;

/// <summary>What waits for a thread of its own, the more urgent first.</summary>
public enum Urgency
{
    /// <summary>Something about a version in memory. Before any is loaded, so that few are in memory for someone who still waits.</summary>
    Part,

    /// <summary>Bringing a version into memory.</summary>
    Load,
}

/// <summary>
/// Does what takes long on threads of its own, a few at a time. A request awaits it and holds no thread of the pool meanwhile:
/// others need those, and so does ML.NET to load a model. A thread ends when nothing waits. Thread-safe.
/// </summary>
/// <param name="most">How much is done at a time, at least 1.</param>
public sealed class OwnThreads(int most)
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Action, (Urgency Urgency, long Asked)> _waiting = new();
    private int _working;
    private long _asked;

    /// <summary>Leaves a processor to the requests, where there is another.</summary>
    public OwnThreads()
        : this(Math.Max(1, Environment.ProcessorCount - 1))
    {
    }

    /// <summary>Does it, in the order of asking among what is as urgent.</summary>
    public Task<T> RunAsync<T>(Urgency urgency, Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue(() => Complete(done, work), (urgency, _asked++));
            if (_working == most) return done.Task;
            _working++;
        }

        // Unsafe: the thread works for others too, and must not keep alive what belongs to this request.
        new Thread(Work) { IsBackground = true, Name = nameof(OwnThreads) }.UnsafeStart();
        return done.Task;
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> work)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception fault)
        {
            done.SetException(fault);
        }
    }

    private void Work()
    {
        while (Next() is { } work) work();
    }

    private Action? Next()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var work, out _)) return work;
            _working--;
            return null;
        }
    }
}
