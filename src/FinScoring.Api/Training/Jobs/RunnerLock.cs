namespace FinScoring.Api.Training.Jobs;

/// <summary>Of several services on one models folder, the one that holds this runs the jobs. It goes with its process, however that ends.</summary>
internal sealed class RunnerLock(string folder) : IDisposable
{
    private FileStream? _file;

    public bool IsHeld => _file is not null;

    public bool TryTake()
    {
        _file ??= FileLock.TryTake(Path.Combine(Directory.CreateDirectory(folder).FullName, "lock"));
        return IsHeld;
    }

    public void Dispose() => _file?.Dispose();
}
