using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FinScoring.Api.Http;

/// <summary>Every error is application/problem+json (RFC 9457) with a traceId.</summary>
internal static class Problems
{
    public static ProblemHttpResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    public static ProblemHttpResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, detail);

    /// <summary>400 with every finding by field.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors)
        => TypedResults.Problem(new HttpValidationProblemDetails(new Dictionary<string, string[]>(errors)) { Status = StatusCodes.Status400BadRequest });

    public static ProblemHttpResult Of(int status, string detail)
        => TypedResults.Problem(new ProblemDetails { Status = status, Detail = detail });

    public static void AddProblems(this WebApplicationBuilder builder)
    {
    }

    public static void UseProblems(this WebApplication app)
    {
    }
}
