namespace FinScoring.Core.Scoring;

/// <summary>
/// Something that is made of a version when first asked for, once, however many ask at the same time. What fails is tried again
/// when next asked for. Thread-safe.
/// </summary>
internal sealed class Part<T>(Func<T> make)
{
    private readonly Lock _making = new();
    private readonly Lock _asking = new();
    private volatile Made? _made;
    private Task<T>? _asked;

    /// <summary>Makes it on this thread, or waits for the one that makes it: not for a request, which awaits it.</summary>
    public T Value
    {
        get
        {
            if (_made is { } made) return made.Value;
            lock (_making) return (_made ??= new(make())).Value;
        }
    }

    /// <summary>At once where it is made already.</summary>
    public ValueTask<T> ValueAsync(OwnThreads threads)
    {
        if (_made is { } made) return new(made.Value);
        lock (_asking)
        {
            if (_asked is not { IsCompleted: false }) _asked = threads.RunAsync(Urgency.Part, () => Value);
            return new(_asked);
        }
    }

    private sealed record Made(T Value);
}
