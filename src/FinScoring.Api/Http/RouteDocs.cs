namespace FinScoring.Api.Http;

/// <summary>An example of a body, shown in Swagger UI.</summary>
/// <param name="Status">The answer's status; 0 for the request.</param>
/// <param name="ContentType">The body's type.</param>
/// <param name="Name">Its name among the examples of this body.</param>
/// <param name="Text">The body; JSON for a JSON type.</param>
internal sealed record BodyExample(int Status, string ContentType, string Name, string Text);

/// <summary>What a route says about itself beside its handler.</summary>
internal static class RouteDocs
{
    public const string Json = "application/json";

    /// <summary>The problems a route answers with; 500 is any route's.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
            route.ProducesProblem(status);
        return route;
    }

    public static RouteHandlerBuilder WithRequestExample(
        this RouteHandlerBuilder route, string text, string contentType = Json, string name = "example")
        => route.WithMetadata(new BodyExample(0, contentType, name, text));

    public static RouteHandlerBuilder WithAnswerExample(
        this RouteHandlerBuilder route, string text, int status = 200, string contentType = Json, string name = "example")
        => route.WithMetadata(new BodyExample(status, contentType, name, text));

    /// <summary>Examples of 200 by name.</summary>
    public static RouteHandlerBuilder WithAnswerExamples(
        this RouteHandlerBuilder route, IReadOnlyDictionary<string, string> examples, string contentType = Json)
    {
        foreach (var (name, text) in examples)
            route.WithAnswerExample(text, contentType: contentType, name: name);
        return route;
    }
}
