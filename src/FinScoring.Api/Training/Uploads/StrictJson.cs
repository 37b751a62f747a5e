using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Training.Uploads;

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
            var place = wrong.LineNumber is { } line ? $" (line {line + 1}, byte {wrong.BytePositionInLine + 1})" : "";
            throw new BadDataException(field, $"This is no valid JSON, or a name occurs twice in one object{place}.");
        }
    }
}
