using System.Text.Json;
using FinScoring.Api.Database;

namespace FinScoring.Api.Training.Jobs;

/// <summary>A training job.</summary>
/// <param name="Id">Names the job in /jobs/{id}.</param>
/// <param name="Domain">loan, risk or trade.</param>
/// <param name="Status">queued, running, succeeded, failed or cancelled.</param>
/// <param name="Stage">normalize, select, train, evaluate or apply; null until the training begins.</param>
/// <param name="Progress">Share of the work done, 0 to 1.</param>
/// <param name="Message">What is going on, in a sentence.</param>
/// <param name="Warnings">What to know about the data and how it was read.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="StartedAt">UTC; null until the training begins.</param>
/// <param name="FinishedAt">UTC; null until the job ends.</param>
/// <param name="Model">The version it published; null until there is one.</param>
/// <param name="Error">Why it failed; null unless it did.</param>
internal sealed record Job(
    string Id, string Domain, string Status, string? Stage, double Progress, string? Message, IReadOnlyList<string> Warnings,
    DateTime CreatedAt, DateTime? StartedAt, DateTime? FinishedAt, JobModel? Model, JobProblem? Error)
{
    public static Job Of(JobRow row) => new(
        row.Id, row.Domain, row.Status, row.Stage, row.Progress, row.Message, JsonSerializer.Deserialize<string[]>(row.Warnings)!,
        row.CreatedAt, row.StartedAt, row.FinishedAt, row.Version is { } version ? new(row.Domain, row.Model, version) : null,
        JobProblem.Parse(row.Error));

    /// <summary>What the training last reported is newer than what is stored.</summary>
    public Job With(Progress live) => this with { Stage = live.Stage, Progress = live.Fraction, Message = live.Message };
}

/// <summary>The version a job published.</summary>
internal sealed record JobModel(string Domain, string Name, int Version);

/// <summary>How far a training is.</summary>
/// <param name="Stage">normalize, select, train, evaluate or apply.</param>
/// <param name="Fraction">Share of all work done, 0 to 1.</param>
/// <param name="Message">What is going on, in a sentence.</param>
internal sealed record Progress(string Stage, double Fraction, string Message);
