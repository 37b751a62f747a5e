using System.Collections.Concurrent;

namespace FinScoring.Api.Training.Jobs;

/// <summary>What is known of jobs in memory only: which run here, how far they are, and who waits for them. Thread-safe.</summary>
internal sealed class LiveJobs : IDisposable
{
    private readonly ConcurrentDictionary<string, RunningJob> _running = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waited = new();
    private readonly SemaphoreSlim _queued = new(0);

    public RunningJob? Find(string id) => _running.GetValueOrDefault(id);

    /// <summary>Must be known before the database says so, or a cancel could find neither a queued job nor a running one.</summary>
    public RunningJob Begin(string id) => _running[id] = new(id);

    /// <summary>The database says how the job ended, or that it is for someone else to run.</summary>
    public void End(RunningJob job)
    {
        _running.TryRemove(job.Id, out _);
        job.Dispose();
        Announce(job.Id);
    }

    /// <summary>Completes when the job ends; never if it has ended before this call.</summary>
    public Task WhenEnded(string id)
        => _waited.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Tells those who wait that the job has ended.</summary>
    public void Announce(string id)
    {
        if (_waited.TryRemove(id, out var waited))
            waited.TrySetResult();
    }

    /// <summary>Wakes a worker.</summary>
    public void AnnounceQueued() => _queued.Release();

    /// <summary>Returns when a job may be waiting: after an announcement, or after some time in case another process queued one.</summary>
    public Task WaitForQueuedAsync(TimeSpan atMost, CancellationToken cancel) => _queued.WaitAsync(atMost, cancel);

    public void Dispose() => _queued.Dispose();
}
