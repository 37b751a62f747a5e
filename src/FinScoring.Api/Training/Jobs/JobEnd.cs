namespace FinScoring.Api.Training.Jobs;

/// <summary>How a job ended.</summary>
internal sealed record JobEnd(string Status, string Message)
{
    public static JobEnd Cancelled { get; } = new(JobStatus.Cancelled, "Cancelled.");

    /// <summary>The version published.</summary>
    public int? Version { get; init; }

    public JobProblem? Error { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public static JobEnd Failed(JobProblem error) => new(JobStatus.Failed, error.Detail) { Error = error };
}
