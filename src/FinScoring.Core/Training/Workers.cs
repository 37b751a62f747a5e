namespace FinScoring.Core.Training;

/// <summary>
/// So many threads, however loops over them nest: an inner loop runs on its caller's thread and on those that the outer
/// loops leave idle.
/// </summary>
/// <param name="threads">How many.</param>
/// <param name="sideBySide">Whether fits may run side by side.</param>
internal sealed class Workers(int threads, bool sideBySide = true)
{
    private readonly ParallelOptions _options = new()
    {
        TaskScheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler,
    };

    /// <summary>How to run loops each thread of which takes memory.</summary>
    public ParallelOptions SideBySide(CancellationToken cancel)
        => new() { TaskScheduler = _options.TaskScheduler, MaxDegreeOfParallelism = sideBySide ? threads : 1, CancellationToken = cancel };

    /// <summary>How many threads one fit of the native library may take: its own, where no other runs beside it.</summary>
    public int OfOneFit => sideBySide ? 1 : threads;

    /// <summary>
    /// Where fits run one after the other to save memory: frees what was left behind, which would lie beside all that the native library
    /// takes next and of which the collector knows nothing.
    /// </summary>
    public void FreeMemory()
    {
        if (!sideBySide) GC.Collect();
    }

    /// <summary>Makes every item, each of which fits models: one after the other unless fits may run side by side.</summary>
    /// <exception cref="AggregateException">Some could not be made.</exception>
    public T[] Fit<T>(int count, Func<int, T> make) => sideBySide ? Map(count, make) : [.. Enumerable.Range(0, count).Select(make)];

    /// <summary>Makes every item, in any order.</summary>
    /// <exception cref="AggregateException">Some could not be made.</exception>
    public T[] Map<T>(int count, Func<int, T> make)
    {
        var made = new T[count];
        Parallel.For(0, count, _options, i => made[i] = make(i));
        return made;
    }
}
