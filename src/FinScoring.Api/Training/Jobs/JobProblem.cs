using System.Text.Json;
using System.Text.Json.Serialization;
using FinScoring.Core.Data;
using Microsoft.AspNetCore.Mvc;

namespace FinScoring.Api.Training.Jobs;

/// <summary>Why a job failed: the problem (RFC 9457) that the request would have been answered with, had it been known then.</summary>
internal sealed record JobProblem(
    string Type,
    string Title,
    int Status,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The data or the options cannot be trained on.</summary>
    public static JobProblem Of(BadDataException bad)
        => Of(StatusCodes.Status400BadRequest, "The data or the options cannot be trained on.", bad.Errors);

    /// <summary>The service failed; the detail repeats no value of the data.</summary>
    public static JobProblem Fault(string detail) => Of(StatusCodes.Status500InternalServerError, detail);

    public static JobProblem? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<JobProblem>(json, Json);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static JobProblem Of(int status, string detail, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        // The result's constructor fills in the type and the title that belong to the status.
        var problem = TypedResults.Problem(new ProblemDetails { Status = status }).ProblemDetails;
        return new(problem.Type!, problem.Title!, status, detail, errors);
    }
}
