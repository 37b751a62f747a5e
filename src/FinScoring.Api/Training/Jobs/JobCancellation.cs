using FinScoring.Api.Training.Uploads;

namespace FinScoring.Api.Training.Jobs;

/// <summary>What became of the wish to cancel a job.</summary>
internal enum CancelOutcome
{
    /// <summary>There is no such job.</summary>
    Unknown,

    /// <summary>It has ended, or its model is being published.</summary>
    TooLate,

    /// <summary>Another service on this models folder runs it.</summary>
    Elsewhere,

    Cancelled,
}

/// <summary>Cancels a job wherever it is.</summary>
internal sealed class JobCancellation(JobBook book, JobLedger ledger, LiveJobs live, Staging staging, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Returns when the job's process and files are gone, or after some seconds.</summary>
    public async Task<CancelOutcome> CancelAsync(string id, CancellationToken cancel)
    {
        if (await ledger.CancelQueuedAsync(id))
        {
            staging.Delete(id);
            live.Announce(id);
            return CancelOutcome.Cancelled;
        }

        if (live.Find(id) is not { } running)
        {
            return await book.FindAsync(id, cancel) switch
            {
                null => CancelOutcome.Unknown,
                { Status: JobStatus.Running } => CancelOutcome.Elsewhere,
                _ => CancelOutcome.TooLate,
            };
        }

        if (!running.TryCancel())
            return CancelOutcome.TooLate;
        await running.Ended.WaitAsync(Patience, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return CancelOutcome.Cancelled;
    }
}
