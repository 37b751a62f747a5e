using System.Text.Json;
using FinScoring.Api.Database;
using FinScoring.Api.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace FinScoring.Api.Training.Jobs;

/// <summary>
/// The steps of a job's life in the database. Each is one statement that asks for the status it starts from, so that of two
/// at the same time one happens. Thread-safe.
/// </summary>
internal sealed class JobLedger(IDbContextFactory<ScoringDbContext> database, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The job that has waited longest, or null. The samples' come last: a newcomer's own first job need not wait for them.</summary>
    public async Task<string?> NextQueuedAsync(CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Jobs.Where(j => j.Status == JobStatus.Queued)
            .OrderBy(j => j.Model == SampleModels.Name).ThenBy(j => j.CreatedAt).ThenBy(j => j.Id).Select(j => j.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Marks a queued job as running and returns it; null if it is not queued any more.</summary>
    public async Task<JobRow?> BeginAsync(string id)
    {
        await using var db = await database.CreateDbContextAsync();
        // Else a fault between the two statements would leave a running job that nobody runs.
        await using var transaction = await db.Database.BeginTransactionAsync();
        var begun = await db.Jobs.Where(j => j.Id == id && j.Status == JobStatus.Queued).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Status, JobStatus.Running).SetProperty(j => j.StartedAt, Now).SetProperty(j => j.Attempts, j => j.Attempts + 1));
        var row = begun == 1 ? await db.Jobs.AsNoTracking().FirstAsync(j => j.Id == id) : null;
        await transaction.CommitAsync();
        return row;
    }

    public Task SaveProgressAsync(string id, Progress progress) => ChangeRunningAsync(id, set => set
        .SetProperty(j => j.Stage, progress.Stage).SetProperty(j => j.Progress, progress.Fraction).SetProperty(j => j.Message, progress.Message));

    /// <summary>Records how a running job ended.</summary>
    public Task EndAsync(string id, JobEnd end)
    {
        var (error, warnings) = (end.Error?.ToJson(), JsonSerializer.Serialize(end.Warnings));
        return ChangeRunningAsync(id, set => set
            .SetProperty(j => j.Status, end.Status).SetProperty(j => j.FinishedAt, Now)
            .SetProperty(j => j.Progress, j => end.Status == JobStatus.Succeeded ? 1 : j.Progress)
            .SetProperty(j => j.Message, end.Message).SetProperty(j => j.Version, end.Version)
            .SetProperty(j => j.Error, error).SetProperty(j => j.Warnings, warnings));
    }

    /// <summary>Queues a running job again that an orderly stop of the service interrupts: that was no attempt.</summary>
    public Task PutBackAsync(string id) => ChangeRunningAsync(id, set =>
    {
        Requeue(set);
        set.SetProperty(j => j.Attempts, j => j.Attempts - 1);
    });

    /// <summary>False if the job is not queued.</summary>
    public async Task<bool> CancelQueuedAsync(string id)
    {
        await using var db = await database.CreateDbContextAsync();
        return await db.Jobs.Where(j => j.Id == id && j.Status == JobStatus.Queued).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Status, JobStatus.Cancelled).SetProperty(j => j.FinishedAt, Now)
            .SetProperty(j => j.Message, JobEnd.Cancelled.Message)) == 1;
    }

    /// <summary>Queues what was running when the service went down, and returns every queued job.</summary>
    public async Task<IReadOnlyList<string>> RequeueAsync(CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        await db.Jobs.Where(j => j.Status == JobStatus.Running).ExecuteUpdateAsync(Requeue, cancel);
        return await db.Jobs.Where(j => j.Status == JobStatus.Queued).Select(j => j.Id).ToListAsync(cancel);
    }

    private static void Requeue(UpdateSettersBuilder<JobRow> set) => set
        .SetProperty(j => j.Status, JobStatus.Queued).SetProperty(j => j.Stage, (string?)null).SetProperty(j => j.Progress, 0)
        .SetProperty(j => j.Message, "Interrupted by a stop of the service; runs again.");

    private async Task ChangeRunningAsync(string id, Action<UpdateSettersBuilder<JobRow>> change)
    {
        await using var db = await database.CreateDbContextAsync();
        await db.Jobs.Where(j => j.Id == id && j.Status == JobStatus.Running).ExecuteUpdateAsync(change);
    }
}
