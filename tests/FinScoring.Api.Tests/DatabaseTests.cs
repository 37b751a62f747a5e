using FinScoring.Api.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FinScoring.Api.Tests;

public sealed class DatabaseTests
{
    [Fact]
    public async Task The_migrations_describe_the_current_model()
    {
        await using var service = new Service();
        await using var db = await Database(service);
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task Readers_do_not_wait_for_the_writer()
    {
        await using var service = new Service();
        await using var db = await Database(service);
        var mode = await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync();
        Assert.Equal("wal", mode);
    }

    [Fact]
    public async Task Times_come_back_as_utc()
    {
        await using var service = new Service();
        await using var db = await Database(service);
        var now = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        db.Policies.Add(new() { Domain = "loan", Model = "default", Number = 1, Policy = "{}", CreatedAt = now });
        await db.SaveChangesAsync();

        var read = (await db.Policies.AsNoTracking().SingleAsync()).CreatedAt;
        Assert.Equal((now, DateTimeKind.Utc), (read, read.Kind));
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_keep_the_next_start_waiting()
    {
        await using var first = new Service();
        await using (var db = await Database(first))
        {
            // What EF leaves when its process dies while it looks for migrations.
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2026-01-01 00:00:00+00:00')");
        }

        await using var second = await first.RestartAsync();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await second.Client.GetAsync("/health/ready")).StatusCode);
    }

    private static Task<ScoringDbContext> Database(Service service)
        => service.Services.GetRequiredService<IDbContextFactory<ScoringDbContext>>().CreateDbContextAsync();
}
