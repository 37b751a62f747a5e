namespace FinScoring.Api.Training.Jobs;

/// <summary>What can be said of a job. The last three are final.</summary>
internal static class JobStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    public static IReadOnlyList<string> All { get; } = [Queued, Running, Succeeded, Failed, Cancelled];

    public static bool HasEnded(string status) => status is Succeeded or Failed or Cancelled;
}
