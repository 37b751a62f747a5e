using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FinScoring.Api.Http;

/// <summary>Every error is application/problem+json (RFC 9457) with a traceId.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static ProblemHttpResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    public static ProblemHttpResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, detail);

    /// <summary>400 with every finding by field.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) => TypedResults.Problem(InvalidDetails(errors));

    /// <summary>400 with one finding.</summary>
    public static ProblemHttpResult Invalid(string field, string message)
        => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static ProblemHttpResult Of(int status, string detail)
        => TypedResults.Problem(new ProblemDetails { Status = status, Detail = detail });

    public static HttpValidationProblemDetails InvalidDetails(IReadOnlyDictionary<string, string[]> errors)
        => new(new Dictionary<string, string[]>(errors)) { Status = StatusCodes.Status400BadRequest };

    public static void AddProblems(this WebApplicationBuilder builder)
    {
        // In every environment, so that ExceptionProblems can name what did not bind; else Production answers a bare 400.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionProblems>();
    }

    public static void UseProblems(this WebApplication app)
    {
        // ExceptionProblems writes the log line, so that it can keep the data of a request out of it.
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages();
    }
}
