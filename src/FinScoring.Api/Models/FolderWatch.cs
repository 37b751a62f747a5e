using System.Data.Common;
using FinScoring.Api.Reasons;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Models;

/// <summary>
/// Keeps what this service remembers of the models folder as another service on it has left it: champions, versions in memory,
/// policies and reasons. Looks at the folder's stamp twice a second, and when something asked for is not there.
/// </summary>
internal sealed partial class FolderWatch(ModelCatalog catalog, PolicyBook policies, ReasonBook reasons, TimeProvider time, ILogger<FolderWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>A service that is killed between a change and its stamp is found out after this.</summary>
    private static readonly TimeSpan Unasked = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private Guid? _seen = Guid.Empty;
    private long _looked;

    /// <summary>Reads again what has changed since the last time. Who comes while another reads waits for it.</summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            // First: what changes while all is read is read once more.
            var stamp = catalog.Store.Changes.Read();
            if (stamp == _seen && time.GetElapsedTime(_looked) < Unasked)
                return;
            await policies.LoadAsync(cancel);
            reasons.CatchUp();
            await catalog.CatchUpAsync();
            (_seen, _looked) = (stamp, time.GetTimestamp());
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _one.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException or DamagedModelException)
            {
                LogFault(fault);
            }

            await Task.Delay(Pause, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What other services changed in the models folder could not be read; it is tried again")]
    private partial void LogFault(Exception fault);
}
