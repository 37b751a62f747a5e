namespace FinScoring.Api.Database;

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
