using FinScoring.Api.Training.Uploads;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Training.Jobs;

/// <summary>Runs the queued jobs, as many at a time as the settings say, and after a restart those that were interrupted.</summary>
internal sealed class JobRunner(
    JobBook book, LiveJobs live, JobRun run, Staging staging, IOptions<TrainingSettings> settings, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _taking = new(1, 1);
    private FileStream? _lock;

    /// <summary>Before the first request is taken: what it asks about must not look as if it were still running.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (TryLock())
            await RecoverAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _lock?.Dispose();
        _taking.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_lock is null)
        {
            log.WaitingForOtherService(staging.Root);
            while (!TryLock())
                await Task.Delay(Poll, stoppingToken);
            await RecoverAsync(stoppingToken);
        }

        await Task.WhenAll(Enumerable.Range(0, settings.Value.Parallelism).Select(_ => WorkAsync(stoppingToken)));
        await _lock!.DisposeAsync();
    }

    /// <summary>Of several services on one folder, one runs the jobs.</summary>
    private bool TryLock()
    {
        Directory.CreateDirectory(staging.Root);
        try
        {
            _lock = new(Path.Combine(staging.Root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task RecoverAsync(CancellationToken cancel)
    {
        var queued = await book.RequeueAsync(cancel);
        var swept = staging.Sweep(queued);
        if (queued.Count + swept > 0)
            log.Recovered(queued.Count, swept);
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!await RunNextAsync(stopping))
                    await live.WaitForQueuedAsync(Poll, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // The database or the disk; the next try may find it well again.
                log.RunnerFault(fault);
                await Task.Delay(Poll, CancellationToken.None);
            }
        }
    }

    /// <summary>False if no job is queued.</summary>
    private async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        await _taking.WaitAsync(stopping);
        RunningJob job;
        Database.JobRow? row;
        try
        {
            if (await book.NextQueuedAsync(stopping) is not { } id)
                return false;
            job = live.Begin(id);
            row = await book.BeginAsync(id, CancellationToken.None);
        }
        finally
        {
            _taking.Release();
        }

        try
        {
            if (row is not null)
                await RunAsync(row, job, stopping);
        }
        finally
        {
            live.End(job);
        }

        return true;
    }

    private async Task RunAsync(Database.JobRow row, RunningJob job, CancellationToken stopping)
    {
        log.JobBegun(row.Id, row.Domain, row.Model);
        JobEnd? end;
        try
        {
            end = await run.RunAsync(row, job, stopping);
        }
        catch (Exception fault)
        {
            log.JobFault(fault, row.Id);
            end = JobEnd.Failed(JobProblem.Fault("The training failed; the log of the service tells more."));
        }

        if (end is null)
            return;
        staging.Delete(row.Id);
        await book.EndAsync(row.Id, end);
        log.JobEnded(row.Id, end.Status, end.Message);
    }
}
