namespace FinScoring.Core;

/// <summary>Counts fits done of fits planned and tells the caller, from one thread at a time. Checks for cancellation at every step.</summary>
internal sealed class ProgressMeter(Action<TrainingProgress> report, CancellationToken cancel)
{
    // Reading before and evaluating after the fits take a little, too.
    private const double Start = 0.02, End = 0.95;

    private readonly Lock _lock = new();
    private int _planned = 1;
    private int _done;

    public void Plan(int fits) => _planned = Math.Max(fits, 1);

    /// <summary>A step begins.</summary>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public void Begin(Stage stage, string message)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
            report(new(stage, stage == Stage.Apply ? End : Math.Min(Start + (End - Start) * _done / _planned, End), message));
    }

    /// <summary>Fits that are done, or turned out not to be needed.</summary>
    public void Done(int fits = 1)
    {
        lock (_lock) _done = Math.Min(_done + fits, _planned);
    }
}
