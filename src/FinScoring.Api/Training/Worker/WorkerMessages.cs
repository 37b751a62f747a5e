using System.Text.Json;
using System.Text.Json.Serialization;
using FinScoring.Api.Training.Jobs;
using FinScoring.Core.Data;

namespace FinScoring.Api.Training.Worker;

/// <summary>job.json in a job's folder: what the child process is to train.</summary>
internal sealed record WorkerJob(
    string Id, string Domain, string Model, TrainingOptions Options, string DataHash, string? TestHash, int Threads);

/// <summary>One line of the child's standard output: a progress, or in the end how it went.</summary>
/// <param name="Progress">Where the training is.</param>
/// <param name="Done">The model is in the folder.</param>
/// <param name="Error">Why there is no model.</param>
/// <param name="Trace">For the log: types and stack of an unexpected error, no messages, as they might hold values.</param>
internal sealed record WorkerLine(Progress? Progress = null, bool Done = false, JobProblem? Error = null, string? Trace = null);

/// <summary>JSON between the service and its child.</summary>
internal static class WorkerJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    /// <summary>Null for a line that is not ours: native code may write to standard output too.</summary>
    public static WorkerLine? ReadLine(string line)
    {
        try
        {
            return line.StartsWith('{') ? Read<WorkerLine>(line) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
