using System.Data.Common;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace FinScoring.Api.Http;

/// <summary>
/// Every rule from exception to status, in one switch. A client that hung up comes here only by a read that meets the end
/// first: else the framework ends it quietly.
/// </summary>
internal sealed partial class ExceptionProblems(IProblemDetailsService writer, ILogger<ExceptionProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancel)
    {
        if (exception is ConnectionResetException)
        {
            // Nobody is there to be told, and it is no fault of the service.
            http.Abort();
            return true;
        }

        var problem = exception switch
        {
            BadDataException bad => Problems.InvalidDetails(bad.Errors),
            BadHttpRequestException bad when Unbound(bad) is { } finding => Problems.InvalidDetails(finding.Errors),
            BadHttpRequestException bad => new ProblemDetails { Status = bad.StatusCode, Detail = bad.Message },
            DamagedModelException damaged => new() { Status = 503, Detail = damaged.Message },
            _ => new() { Status = 500, Detail = "The service failed; its log says more under this traceId." },
        };
        if (exception is DamagedModelException { Version: var version, Reason: var reason })
            LogDamaged(version, reason);
        else if (problem.Status >= 500)
            LogFault(http.Request.Method, http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName, Describe(exception));
        http.Response.StatusCode = problem.Status!.Value;
        try
        {
            return await writer.TryWriteAsync(new() { HttpContext = http, ProblemDetails = problem });
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>
    /// What did not bind. The framework's message names the parameter but repeats the value; its name is all that is taken.
    /// </summary>
    private static BadDataException? Unbound(BadHttpRequestException exception)
        => exception is { StatusCode: 400, InnerException: JsonException malformed }
            ? StrictJson.Malformed(malformed, "body")
            : Parameter().Match(exception.Message) is { Success: true } match
                ? Unbound(JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value))
                : null;

    private static BadDataException Unbound(string parameter) => new(parameter, $"{parameter} is missing or of the wrong type.");

    /// <summary>Types and stack; messages only of exceptions that cannot hold a value of a request.</summary>
    private static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            text.Append(e.GetType().FullName);
            if (e is IOException or UnauthorizedAccessException or DbException)
                text.Append(": ").Append(e.Message);
            text.AppendLine().AppendLine(e.StackTrace);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"parameter ""\S+ (?<name>\w+)""")]
    private static partial Regex Parameter();

    [LoggerMessage(LogLevel.Warning, "{Version} was asked for and cannot be served: {Reason}")]
    private partial void LogDamaged(VersionKey version, string reason);

    [LoggerMessage(LogLevel.Error, "{Method} {Endpoint} failed: {Fault}")]
    private partial void LogFault(string method, string? endpoint, string fault);
}
