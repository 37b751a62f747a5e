using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;

namespace FinScoring.Api.Http.Docs;

/// <summary>A problem of a status, as the service would write it.</summary>
internal static class ProblemExample
{
    public static JsonObject Of(string status)
    {
        var code = int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 500;
        // The result's constructor fills in the type and the title that belong to the status.
        var problem = TypedResults.Problem(new ProblemDetails { Status = code }).ProblemDetails;
        var example = new JsonObject { ["type"] = problem.Type, ["title"] = problem.Title, ["status"] = code };
        if (code == StatusCodes.Status400BadRequest)
            example["errors"] = new JsonObject { ["income"] = new JsonArray("must be a number.") };
        example["traceId"] = "00-9a6e5ec134aa86228bc26cbec3440ba5-f95c01cecb758d29-00";
        return example;
    }
}
