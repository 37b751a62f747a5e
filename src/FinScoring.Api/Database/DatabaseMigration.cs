using Microsoft.EntityFrameworkCore;

namespace FinScoring.Api.Database;

/// <summary>Creates or migrates the database before anything else of the service starts, so that nobody else has to wonder.</summary>
internal sealed class DatabaseMigration(IDbContextFactory<ScoringDbContext> database) : IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var file = Path.GetFullPath(db.Database.GetDbConnection().DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (await LockAsync(file + ".lock", cancellationToken))
        {
            // EF's own lock is a row, which outlives a process that is killed: the next start would wait for it for ever. Whoever
            // holds ours knows that nobody alive holds that one.
            if (await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken) > 0)
                await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }

        // Readers never wait for the writer; the mode is kept in the file.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancel)
    {
        FileStream? held;
        while ((held = FileLock.TryTake(path)) is null)
            await Task.Delay(Pause, cancel);
        return held;
    }
}
