using System.Text.Json;
using FinScoring.Api.Database;
using Microsoft.EntityFrameworkCore;

namespace FinScoring.Api.Training.Jobs;

/// <summary>The jobs in the database, and what is known of the running ones in memory. Thread-safe.</summary>
internal sealed class JobBook(IDbContextFactory<ScoringDbContext> database, LiveJobs live, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<Job?> FindAsync(string id, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == id, cancel) is { } row ? Current(row) : null;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(JobFilter filter, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await db.Jobs.AsNoTracking()
            .Where(j => filter.Domain == null || j.Domain == filter.Domain)
            .Where(j => filter.Model == null || j.Model == filter.Model)
            .Where(j => filter.Status == null || j.Status == filter.Status)
            .OrderByDescending(j => j.CreatedAt).ThenByDescending(j => j.Id)
            .Take(filter.Limit ?? JobFilter.DefaultLimit)
            .ToListAsync(cancel);
        return [.. rows.Select(Current)];
    }

    /// <summary>Waits for the job to end, but not longer than this, and returns it as it is then.</summary>
    public async Task<Job> WaitAsync(Job job, TimeSpan atMost, CancellationToken cancel)
    {
        // Asked before the look, or the end could fall between the two.
        var ended = live.WhenEnded(job.Id);
        var now = (await FindAsync(job.Id, cancel))!;
        if (JobStatus.HasEnded(now.Status))
        {
            live.Announce(job.Id);
            return now;
        }

        await Task.WhenAny(ended, Task.Delay(atMost, time, cancel));
        return (await FindAsync(job.Id, CancellationToken.None))!;
    }

    /// <summary>Marks a queued job as running and returns it; null if it is not queued any more.</summary>
    public async Task<JobRow?> BeginAsync(string id, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var begun = await db.Jobs.Where(j => j.Id == id && j.Status == JobStatus.Queued).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.Status, JobStatus.Running).SetProperty(j => j.StartedAt, Now).SetProperty(j => j.Attempts, j => j.Attempts + 1),
            cancel);
        return begun == 1 ? await db.Jobs.AsNoTracking().FirstAsync(j => j.Id == id, cancel) : null;
    }

    /// <summary>The job that has waited longest, or null.</summary>
    public async Task<string?> NextQueuedAsync(CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Jobs.Where(j => j.Status == JobStatus.Queued)
            .OrderBy(j => j.CreatedAt).ThenBy(j => j.Id).Select(j => j.Id).FirstOrDefaultAsync(cancel);
    }

    public async Task SaveProgressAsync(string id, Progress progress)
    {
        await using var db = await database.CreateDbContextAsync();
        await db.Jobs.Where(j => j.Id == id && j.Status == JobStatus.Running).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.Stage, progress.Stage).SetProperty(j => j.Progress, progress.Fraction).SetProperty(j => j.Message, progress.Message));
    }

    /// <summary>Records how a running job ended.</summary>
    public async Task EndAsync(string id, JobEnd end)
    {
        await using var db = await database.CreateDbContextAsync();
        if (await db.Jobs.FirstOrDefaultAsync(j => j.Id == id && j.Status == JobStatus.Running) is not { } row)
            return;
        row.Status = end.Status;
        row.FinishedAt = Now;
        row.Message = end.Message;
        row.Version = end.Version;
        row.Error = end.Error?.ToJson();
        row.Warnings = JsonSerializer.Serialize(end.Warnings);
        if (end.Status == JobStatus.Succeeded)
            row.Progress = 1;
        await db.SaveChangesAsync();
    }

    /// <summary>False if the job is not queued.</summary>
    public async Task<bool> CancelQueuedAsync(string id)
    {
        await using var db = await database.CreateDbContextAsync();
        return await db.Jobs.Where(j => j.Id == id && j.Status == JobStatus.Queued).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.Status, JobStatus.Cancelled).SetProperty(j => j.FinishedAt, Now)
                .SetProperty(j => j.Message, JobEnd.Cancelled.Message)) == 1;
    }

    /// <summary>Queues what was running when the service went down, and returns every queued job.</summary>
    public async Task<IReadOnlyList<string>> RequeueAsync(CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        await db.Jobs.Where(j => j.Status == JobStatus.Running).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.Status, JobStatus.Queued).SetProperty(j => j.Stage, (string?)null).SetProperty(j => j.Progress, 0)
                .SetProperty(j => j.Message, "Interrupted by a stop of the service; runs again."),
            cancel);
        return await db.Jobs.Where(j => j.Status == JobStatus.Queued).Select(j => j.Id).ToListAsync(cancel);
    }

    private Job Current(JobRow row)
    {
        var job = Job.Of(row);
        return row.Status == JobStatus.Running && live.Find(row.Id)?.Progress is { } progress ? job.With(progress) : job;
    }
}
