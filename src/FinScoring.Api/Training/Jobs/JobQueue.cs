using FinScoring.Api.Database;
using Microsoft.EntityFrameworkCore;

namespace FinScoring.Api.Training.Jobs;

/// <summary>A client's name for a request, and what the request was.</summary>
internal sealed record IdempotencyKey(string Key, string Fingerprint);

/// <summary>Queues new jobs. Thread-safe.</summary>
internal sealed class JobQueue(IDbContextFactory<ScoringDbContext> database, LiveJobs live, TimeProvider time)
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    /// <summary>The job that this key has queued before, or null.</summary>
    /// <exception cref="BadHttpRequestException">422: the key has been used for another request.</exception>
    public async Task<Job?> FindAsync(IdempotencyKey key) => await RepeatAsync(key) is { } repeat ? Answer(repeat, key) : null;

    /// <summary>
    /// The new job, or the one that this key has queued before. Of requests with one key at the same time, one queues a job
    /// and all get it.
    /// </summary>
    /// <exception cref="BadHttpRequestException">422: the key has been used for another request.</exception>
    public async Task<Job> AddAsync(JobRow row, IdempotencyKey? key)
    {
        if (key is not null && await FindAsync(key) is { } repeat)
            return repeat;
        try
        {
            await InsertAsync(row, key);
        }
        catch (DbUpdateException) when (key is not null)
        {
            if (await RepeatAsync(key) is not { } other)
                throw;
            return Answer(other, key);
        }

        live.AnnounceQueued();
        return Job.Of(row);
    }

    private static Job Answer((IdempotencyRow Key, JobRow Job) first, IdempotencyKey key)
        => first.Key.Fingerprint == key.Fingerprint
            ? Job.Of(first.Job)
            : throw new BadHttpRequestException("This Idempotency-Key was used for another request.", StatusCodes.Status422UnprocessableEntity);

    private async Task<(IdempotencyRow, JobRow)?> RepeatAsync(IdempotencyKey key)
    {
        await using var db = await database.CreateDbContextAsync();
        var oldest = time.GetUtcNow().UtcDateTime - KeyLife;
        return await db.IdempotencyKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Key == key.Key && k.CreatedAt > oldest) is { } first
            ? (first, await db.Jobs.AsNoTracking().FirstAsync(j => j.Id == first.JobId))
            : null;
    }

    private async Task InsertAsync(JobRow row, IdempotencyKey? key)
    {
        await using var db = await database.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Jobs.Add(row);
        if (key is not null)
        {
            await db.IdempotencyKeys.Where(k => k.CreatedAt <= row.CreatedAt - KeyLife).ExecuteDeleteAsync();
            db.IdempotencyKeys.Add(new() { Key = key.Key, Fingerprint = key.Fingerprint, JobId = row.Id, CreatedAt = row.CreatedAt });
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
