using FinScoring.Api.Database;
using FinScoring.Api.Training.Uploads;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Training.Jobs;

/// <summary>Runs the queued jobs, as many at a time as the settings say, and after a restart those that were interrupted.</summary>
internal sealed class JobRunner(
    JobLedger ledger, LiveJobs live, JobRun run, Staging staging, IOptions<TrainingSettings> settings, ILogger<JobRunner> log) : BackgroundService
{
    private const int MaxWrites = 10;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _taking = new(1, 1);
    private readonly RunnerLock _lock = new(staging.Root);

    /// <summary>Before the first request is taken: what it asks about must not look as if it were still running.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_lock.TryTake())
            await RecoverAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _lock.Dispose();
        _taking.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_lock.IsHeld)
        {
            log.WaitingForOtherService(staging.Root);
            while (!_lock.TryTake())
                await Task.Delay(Poll, stoppingToken);
            await RecoverAsync(stoppingToken);
        }

        await Task.WhenAll(Enumerable.Range(0, settings.Value.Parallelism).Select(_ => WorkAsync(stoppingToken)));
        _lock.Dispose();
    }

    private async Task RecoverAsync(CancellationToken cancel)
    {
        // In this order: an upload that ends in between has its job in the database already.
        var uploaded = staging.Uploaded();
        var queued = await ledger.RequeueAsync(cancel);
        string[] unknown = [.. uploaded.Except(queued)];
        Array.ForEach(unknown, staging.Delete);
        if (queued.Count + unknown.Length > 0)
            log.Recovered(queued.Count, unknown.Length);
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
                await Task.Delay(Poll, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>False if no job is queued.</summary>
    private async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        if (await TakeAsync(stopping) is not { } taken)
            return false;
        try
        {
            if (taken.Row is { } row)
                await RunAsync(row, taken.Job, stopping);
        }
        finally
        {
            live.End(taken.Job);
        }

        return true;
    }

    /// <summary>The next job; without its row if it was cancelled at this very moment.</summary>
    private async Task<(JobRow? Row, RunningJob Job)?> TakeAsync(CancellationToken stopping)
    {
        // One worker at a time, or two would look at the same job.
        await _taking.WaitAsync(stopping);
        try
        {
            if (await ledger.NextQueuedAsync(stopping) is not { } id)
                return null;
            var job = live.Begin(id);
            return (await BeginAsync(job), job);
        }
        finally
        {
            _taking.Release();
        }
    }

    private async Task<JobRow?> BeginAsync(RunningJob job)
    {
        try
        {
            return await ledger.BeginAsync(job.Id);
        }
        catch
        {
            // It is still queued, and does not run here.
            live.End(job);
            throw;
        }
    }

    private async Task RunAsync(JobRow row, RunningJob job, CancellationToken stopping)
    {
        log.JobBegun(row.Id, row.Domain, row.Model);
        var end = await EndOfAsync(row, job, stopping);
        if (!job.TryClose())
            end = JobEnd.Cancelled;
        if (end is null)
        {
            await WriteAsync(row, () => ledger.PutBackAsync(row.Id), stopping);
            return;
        }

        // In this order: a folder that stays is swept at the next start, a job without its folder could not run again.
        await WriteAsync(row, () => ledger.EndAsync(row.Id, end), stopping);
        staging.Delete(row.Id);
        log.JobEnded(row.Id, end.Status, end.Message);
    }

    /// <summary>Tries for a while: a job whose end is not written would be running until the next start of the service.</summary>
    private async Task WriteAsync(JobRow row, Func<Task> write, CancellationToken stopping)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception fault) when (tries < MaxWrites && !stopping.IsCancellationRequested)
            {
                log.JobWriteFault(fault, row.Id);
                await Task.Delay(Poll, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<JobEnd?> EndOfAsync(JobRow row, RunningJob job, CancellationToken stopping)
    {
        try
        {
            return await run.RunAsync(row, job, stopping);
        }
        catch (Exception fault)
        {
            log.JobFault(fault, row.Id);
            return JobEnd.Failed(JobProblem.Fault("The training failed; the log of the service tells more."));
        }
    }
}
