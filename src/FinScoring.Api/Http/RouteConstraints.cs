using FinScoring.Core.Domains;
using FinScoring.Core.Models;

namespace FinScoring.Api.Http;

/// <summary>{domain:domain}: another domain is a 404.</summary>
internal sealed class DomainConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
        => values[routeKey] is string name && Domain.Find(name) is not null;
}

/// <summary>{model:modelName}: what cannot be a model's name is a 404.</summary>
internal sealed class ModelNameConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
        => values[routeKey] is string name && ModelKey.IsName(name);
}
