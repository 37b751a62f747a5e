using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Http;

/// <summary>
/// Refuses query parameters that a route does not have. An unknown name is most often a misspelt one, and to pass over it would
/// answer something else than was asked for: verson=3 the champion.
/// </summary>
internal static class StrictQuery
{
    /// <summary>For every route of the group whose handler names its parameters, alone or in a type of them.</summary>
    public static RouteGroupBuilder WithStrictQuery(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Add(endpoint => endpoint.FilterFactories.Add((context, next) =>
        {
            var route = ((RouteEndpointBuilder)endpoint).RoutePattern;
            string[] known = [.. context.MethodInfo.GetParameters().SelectMany(Names).Where(name => route.GetParameter(name) is null)];
            return invocation => Unknown(invocation.HttpContext.Request.Query, known) is { } problem ? new(problem) : next(invocation);
        }));
        return group;
    }

    private static IEnumerable<string> Names(ParameterInfo parameter)
        => parameter.IsDefined(typeof(AsParametersAttribute))
            ? parameter.ParameterType.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            : parameter.ParameterType == typeof(string) || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
                ? [parameter.Name!]
                : [];

    private static ProblemHttpResult? Unknown(IQueryCollection query, string[] known)
    {
        if (query.Count == 0)
            return null;
        var unknown = query.Keys.Except(known, StringComparer.OrdinalIgnoreCase).ToArray();
        return unknown.Length == 0
            ? null
            : Problems.Invalid(unknown.ToDictionary(name => name, _ => new[] { $"There is no parameter of this name; the parameters are {string.Join(", ", known)}." }));
    }
}
