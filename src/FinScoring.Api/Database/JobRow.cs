namespace FinScoring.Api.Database;

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

    /// <summary>SHA-256 of the training file, lower-case hex.</summary>
    public required string DataHash { get; set; }

    /// <summary>SHA-256 of the labelled test file; null if none was sent.</summary>
    public string? TestHash { get; set; }

    /// <summary>How often the training was begun. A job that takes the service down with it must not do so for ever.</summary>
    public int Attempts { get; set; }

    public string Warnings { get; set; } = "[]";

    public int? Version { get; set; }

    public string? Error { get; set; }

    public required DateTime CreatedAt { get; set; }

    public DateTime? StartedAt { get; set; }

    public DateTime? FinishedAt { get; set; }
}
