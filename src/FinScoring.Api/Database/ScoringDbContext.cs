using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FinScoring.Api.Database;

/// <summary>Jobs and policies. SQLite in the models folder; migrations are applied at start.</summary>
internal sealed class ScoringDbContext(DbContextOptions<ScoringDbContext> options) : DbContext(options)
{
    public DbSet<JobRow> Jobs => Set<JobRow>();

    public DbSet<IdempotencyRow> IdempotencyKeys => Set<IdempotencyRow>();

    public DbSet<PolicyRow> Policies => Set<PolicyRow>();

    // A provider gives times back without their kind; all of ours are UTC.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JobRow>().HasKey(j => j.Id);
        modelBuilder.Entity<JobRow>().HasIndex(j => j.CreatedAt);
        modelBuilder.Entity<JobRow>().HasIndex(j => j.Status);
        modelBuilder.Entity<IdempotencyRow>().HasKey(k => k.Key);
        modelBuilder.Entity<IdempotencyRow>().HasIndex(k => k.CreatedAt);
        modelBuilder.Entity<PolicyRow>().HasKey(p => new { p.Domain, p.Model, p.Number });
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(t => t, t => DateTime.SpecifyKind(t, DateTimeKind.Utc));
}
