using System.Reflection;
using System.Text.Json;

namespace FinScoring.Api.Http;

/// <summary>
/// Refuses query parameters that a route does not have. An unknown name is most often a misspelt one, and to pass over it would
/// answer something else than was asked for: verson=3 the champion.
/// </summary>
internal static class StrictQuery
{
    /// <summary>
    /// For this route, or every route of the group: its query parameters are those of its handler, alone or in a type of them, that are
    /// texts or may be missing and are no part of the path.
    /// </summary>
    // No endpoint filter, which would wrap the arguments and the answer of every request in objects.
    public static T WithStrictQuery<T>(this T routes)
        where T : IEndpointConventionBuilder
    {
        routes.Add(endpoint =>
        {
            var route = ((RouteEndpointBuilder)endpoint).RoutePattern;
            var handler = endpoint.Metadata.OfType<MethodInfo>().Single();
            var names = handler.GetParameters().SelectMany(Names).Where(name => route.GetParameter(name) is null);
            var known = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http => IsKnown(http.Request.Query, known) ? next(http) : Refuse(http, known);
        });
        return routes;
    }

    private static IEnumerable<string> Names(ParameterInfo parameter)
        => parameter.IsDefined(typeof(AsParametersAttribute))
            ? parameter.ParameterType.GetProperties().Where(property => property.CanWrite)
                .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            : parameter.ParameterType == typeof(string) || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
                ? [parameter.Name!]
                : [];

    private static bool IsKnown(IQueryCollection query, HashSet<string> known)
    {
        foreach (var (name, _) in query)
        {
            if (!known.Contains(name))
                return false;
        }

        return true;
    }

    private static Task Refuse(HttpContext http, HashSet<string> known)
    {
        var names = string.Join(", ", known);
        var there = known.Count switch { 0 => "there are none here", 1 => $"the only one is {names}", _ => $"the parameters are {names}" };
        string[] finding = [$"There is no parameter of this name; {there}."];
        var unknown = http.Request.Query.Keys.Except(known, known.Comparer);
        return Problems.Invalid(unknown.ToDictionary(name => name, _ => finding)).ExecuteAsync(http);
    }
}
