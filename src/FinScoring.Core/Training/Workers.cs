namespace FinScoring.Core.Training;

/// <summary>
/// So many threads, however loops over them nest: an inner loop runs on its caller's thread and on those that the outer
/// loops leave idle.
/// </summary>
internal sealed class Workers(int threads)
{
    private readonly ParallelOptions _options = new()
    {
        TaskScheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler,
    };

    /// <summary>Makes every item, in any order.</summary>
    /// <exception cref="AggregateException">Some could not be made.</exception>
    public T[] Map<T>(int count, Func<int, T> make)
    {
        var made = new T[count];
        Parallel.For(0, count, _options, i => made[i] = make(i));
        return made;
    }
}
