namespace FinScoring.Api.Database;

/// <summary>A repeat of the key within 24 hours is answered with the first job; the same key with another body is refused.</summary>
internal sealed class IdempotencyRow
{
    public required string Key { get; set; }

    /// <summary>SHA-256 over domain, model, options and body.</summary>
    public required string Fingerprint { get; set; }

    public required string JobId { get; set; }

    public required DateTime CreatedAt { get; set; }
}
