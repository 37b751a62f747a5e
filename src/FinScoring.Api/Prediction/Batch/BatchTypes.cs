using Microsoft.Net.Http.Headers;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>The media types a batch comes and goes in.</summary>
internal static class BatchTypes
{
    public const string Csv = "text/csv";
    public const string NdJson = "application/x-ndjson";
    public const string Json = "application/json";

    /// <summary>For people.</summary>
    public const string List = $"{Csv}, {NdJson} or {Json}";

    private static readonly string[] All = [Csv, NdJson, Json];

    /// <summary>The type of the body, or null if it is none of these in UTF-8.</summary>
    public static string? OfBody(HttpRequest request) => Array.Find(All, type => RequestBody.Is(request, type));

    /// <summary>The type of the answer: what Accept likes best, the body's own among equals; null if it likes none.</summary>
    public static string? OfAnswer(HttpRequest request, string body)
    {
        var accept = request.GetTypedHeaders().Accept;
        if (accept.Count == 0)
            return body;
        var best = All.Prepend(body).MaxBy(type => Quality(accept, type))!;
        return Quality(accept, best) > 0 ? best : null;
    }

    // RFC 9110, 12.5.1: the most specific range that matches a type decides.
    private static double Quality(IList<MediaTypeHeaderValue> accept, string type)
    {
        var media = new MediaTypeHeaderValue(type);
        var range = accept.Where(range => media.IsSubsetOf(range)).MaxBy(range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2);
        return range is null ? 0 : range.Quality ?? 1;
    }
}
