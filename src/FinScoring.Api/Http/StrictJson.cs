using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Http;

/// <summary>JSON that is read field by field, so that every finding is reported at once. No name may occur twice in one object.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="BadDataException">No JSON, or a name twice in one object; says where, and under which field.</exception>
    public static async Task<JsonDocument> ParseAsync(Stream json, string field, CancellationToken cancel)
    {
        try
        {
            return await JsonDocument.ParseAsync(json, Strict, cancel);
        }
        catch (JsonException wrong)
        {
            throw Malformed(wrong, field);
        }
    }

    /// <exception cref="BadDataException">The body is no JSON object.</exception>
    public static async Task<JsonElement> ReadObjectAsync(HttpRequest request, CancellationToken cancel)
    {
        using var json = await ParseAsync(request.Body, "body", cancel);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? json.RootElement.Clone()
            : throw new BadDataException("body", "The body must be a JSON object.");
    }

    /// <summary>Where the text stops being JSON; what stands there is not repeated.</summary>
    public static BadDataException Malformed(JsonException wrong, string field)
    {
        var place = wrong.LineNumber is { } line ? $" (line {line + 1}, byte {wrong.BytePositionInLine + 1})" : "";
        return new(field, $"This is no valid JSON, or a name occurs twice in one object{place}.");
    }
}
