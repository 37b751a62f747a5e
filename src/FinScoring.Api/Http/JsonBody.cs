using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Http;

/// <summary>Small JSON bodies read field by field, so that every finding is reported at once and an unknown field is one.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="BadDataException">The body is no JSON object.</exception>
    public static async Task<JsonElement> ReadObjectAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, cancel);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        catch (JsonException malformed)
        {
            throw Malformed(malformed);
        }

        throw new BadDataException("body", "The body must be a JSON object.");
    }

    /// <summary>Where the text stops being JSON; what stands there is not repeated.</summary>
    public static BadDataException Malformed(JsonException malformed)
        => new("body", malformed is { LineNumber: { } line, BytePositionInLine: { } position }
            ? $"The body is not valid JSON: see line {line + 1}, byte {position + 1}."
            : "The body is not valid JSON, or names a field twice.");
}
