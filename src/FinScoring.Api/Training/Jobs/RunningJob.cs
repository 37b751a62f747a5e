namespace FinScoring.Api.Training.Jobs;

/// <summary>A job under way, in memory. Whether it is cancelled or comes to its own end is decided here, once. Thread-safe.</summary>
internal sealed class RunningJob(string id) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Progress? _progress;
    private Decision _decision;

    private enum Decision
    {
        Open,
        Cancelled,
        Closed,
    }

    public string Id { get; } = id;

    public Progress? Progress
    {
        get => _progress;
        set => _progress = value;
    }

    /// <summary>Cancelled with the job.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>Completes when the job has ended and nothing of it is left behind.</summary>
    public Task Ended => _ended.Task;

    /// <summary>False if it is too late: the job has failed, or its model is being published.</summary>
    public bool TryCancel()
    {
        lock (_gate)
        {
            if (_decision == Decision.Open)
            {
                _decision = Decision.Cancelled;
                _cancel.Cancel();
            }

            return _decision == Decision.Cancelled;
        }
    }

    /// <summary>False if the job has been cancelled. After this it cannot be.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            if (_decision == Decision.Open)
                _decision = Decision.Closed;
            return _decision == Decision.Closed;
        }
    }

    /// <summary>The job has ended.</summary>
    public void Dispose()
    {
        TryClose();
        _cancel.Dispose();
        _ended.TrySetResult();
    }
}
