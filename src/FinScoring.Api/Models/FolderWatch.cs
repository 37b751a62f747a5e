using FinScoring.Core.Scoring;

namespace FinScoring.Api.Models;

/// <summary>
/// Keeps what this service remembers of the models folder as another service on it has left it: champions, versions in memory,
/// policies, and what follows from these. Looks at the folder's stamp twice a second, and when something asked for is not there.
/// </summary>
internal sealed class FolderWatch(ModelCatalog catalog, PolicyBook policies, TimeProvider time, ModelLog log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>A change whose service died before it renewed the stamp is noticed after this.</summary>
    private static readonly TimeSpan LongestUnread = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For a request that misses something: it is most often not there at all. The look takes milliseconds but on a slow volume.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private Guid? _seen = Guid.Empty;
    private long _readAt;
    private string? _fault;

    /// <summary>Raised after what has changed was read.</summary>
    public event Action? CaughtUp;

    /// <summary>Looks whether what a request misses has come; what cannot be read now is as if it had not.</summary>
    public async Task LookAgainAsync()
    {
        try
        {
            await CatchUpAsync(CancellationToken.None).WaitAsync(Patience, time);
        }
        catch (Exception)
        {
            // The next look of the service's own is near, and logs what is wrong.
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _reading.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
                _fault = null;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Once, not twice a second.
                if (_fault != fault.Message) log.NotCaughtUp(fault);
                _fault = fault.Message;
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    /// <summary>Reads what has changed since the last time. Whoever comes while another reads waits for it.</summary>
    private async Task CatchUpAsync(CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            // Read first: a change made during the reading below gives another stamp, and is read next time.
            var stamp = catalog.Store.Changes.Read();
            if (stamp == _seen && time.GetElapsedTime(_readAt) < LongestUnread)
                return;
            foreach (var champion in await catalog.CatchUpAsync())
                log.TakenOver(champion);
            await policies.LoadAsync(cancel);
            CaughtUp?.Invoke();
            (_seen, _readAt) = (stamp, time.GetTimestamp());
        }
        finally
        {
            _reading.Release();
        }
    }
}
