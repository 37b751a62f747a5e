namespace FinScoring.Api.Training.Jobs;

/// <summary>A job under way, in memory. Whether it is cancelled or published is decided here, once. Thread-safe.</summary>
internal sealed class RunningJob(string id) : IDisposable
{
    private const int Open = 0;
    private const int Cancelled = 1;
    private const int Published = 2;

    private readonly CancellationTokenSource _cancel = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Progress? _progress;
    private int _decision;

    public string Id { get; } = id;

    public Progress? Progress
    {
        get => _progress;
        set => _progress = value;
    }

    /// <summary>Cancelled with the job.</summary>
    public CancellationToken Token => _cancel.Token;

    public bool IsCancelled => Volatile.Read(ref _decision) == Cancelled;

    /// <summary>Completes when the job has ended and nothing of it is left behind.</summary>
    public Task Ended => _ended.Task;

    /// <summary>False if it is too late: the model is being published.</summary>
    public bool TryCancel()
    {
        if (Interlocked.CompareExchange(ref _decision, Cancelled, Open) == Published)
            return false;
        _cancel.Cancel();
        return true;
    }

    /// <summary>False if the job has been cancelled. After this it cannot be.</summary>
    public bool TryPublish() => Interlocked.CompareExchange(ref _decision, Published, Open) != Cancelled;

    public void End() => _ended.TrySetResult();

    public void Dispose() => _cancel.Dispose();
}
