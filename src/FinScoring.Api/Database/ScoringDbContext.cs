using Microsoft.EntityFrameworkCore;

namespace FinScoring.Api.Database;

/// <summary>Jobs and policies. SQLite in the models folder; migrations are applied at start.</summary>
internal sealed class ScoringDbContext(DbContextOptions<ScoringDbContext> options) : DbContext(options)
{
    public DbSet<JobRow> Jobs => Set<JobRow>();

    public DbSet<IdempotencyRow> IdempotencyKeys => Set<IdempotencyRow>();

    public DbSet<PolicyRow> Policies => Set<PolicyRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JobRow>().HasKey(j => j.Id);
        modelBuilder.Entity<JobRow>().HasIndex(j => j.CreatedAt);
        modelBuilder.Entity<IdempotencyRow>().HasKey(k => k.Key);
        modelBuilder.Entity<PolicyRow>().HasKey(p => new { p.Domain, p.Model, p.Number });
    }
}

/// <summary>A training job as stored; lists and records are JSON text.</summary>
internal sealed class JobRow
{
    public required string Id { get; set; }

    public required string Domain { get; set; }

    public required string Model { get; set; }

    public required string Status { get; set; }

    public string? Stage { get; set; }

    public double Progress { get; set; }

    public string? Message { get; set; }

    public required string Options { get; set; }

    public string Warnings { get; set; } = "[]";

    public int? Version { get; set; }

    public string? Error { get; set; }

    public required DateTime CreatedAt { get; set; }

    public DateTime? StartedAt { get; set; }

    public DateTime? FinishedAt { get; set; }
}

/// <summary>A repeat of the key within 24 hours is answered with the first job; the same key with another body is refused.</summary>
internal sealed class IdempotencyRow
{
    public required string Key { get; set; }

    /// <summary>SHA-256 over domain, model, options and body.</summary>
    public required string Fingerprint { get; set; }

    public required string JobId { get; set; }

    public required DateTime CreatedAt { get; set; }
}

/// <summary>One numbered state of a model's policy.</summary>
internal sealed class PolicyRow
{
    public required string Domain { get; set; }

    public required string Model { get; set; }

    public required int Number { get; set; }

    /// <summary>The policy as JSON.</summary>
    public required string Policy { get; set; }

    public required DateTime CreatedAt { get; set; }
}
