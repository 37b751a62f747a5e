using FinScoring.Api.Database;
using Microsoft.EntityFrameworkCore;

namespace FinScoring.Api.Training.Jobs;

/// <summary>What there is to know of jobs: as stored, and of the running ones what they last reported. Thread-safe.</summary>
internal sealed class JobBook(IDbContextFactory<ScoringDbContext> database, LiveJobs live, TimeProvider time)
{
    /// <summary>A job that another service on this folder runs ends in the database only.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

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
            .Take(filter.AtMost!.Value)
            .ToListAsync(cancel);
        return [.. rows.Select(Current)];
    }

    /// <summary>Waits for the job to end, but not longer than this, and returns it as it is then.</summary>
    public async Task<Job> WaitAsync(Job job, TimeSpan atMost, CancellationToken cancel)
    {
        for (var began = time.GetTimestamp(); ;)
        {
            // Asked before the look, or the end could fall between the two.
            var ended = live.WhenEnded(job.Id);
            var now = (await FindAsync(job.Id, CancellationToken.None))!;
            if (JobStatus.HasEnded(now.Status))
            {
                live.Announce(job.Id);
                return now;
            }

            var left = atMost - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || cancel.IsCancellationRequested)
                return now;
            await ended.WaitAsync(left < Look ? left : Look, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Job Current(JobRow row)
    {
        var job = Job.Of(row);
        return row.Status == JobStatus.Running && live.Find(row.Id)?.Progress is { } progress ? job.With(progress) : job;
    }
}
