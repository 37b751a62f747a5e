using System.Buffers;
using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Http;

/// <summary>JSON that is read field by field, so that every finding is reported at once. No name may occur twice in one object.</summary>
internal static class StrictJson
{
    private const string Body = "body";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="BadDataException">No JSON, or a name twice in one object; says where, and under which field.</exception>
    public static async Task<JsonDocument> ParseAsync(Stream json, string field, CancellationToken cancel)
    {
        JsonDocument? document = null;
        try
        {
            document = await JsonDocument.ParseAsync(json, Strict, cancel);
            Read(document.RootElement);
            return document;
        }
        catch (JsonException wrong)
        {
            throw Malformed(wrong, field);
        }
        catch (InvalidOperationException)
        {
            document?.Dispose();
            throw new BadDataException(field, "A text or a name in this JSON is no Unicode text: half a surrogate pair stands alone.");
        }
    }

    /// <summary>A JSON object that is in memory already.</summary>
    /// <exception cref="BadDataException">Something else, or a name twice in one object; says where, and under the field body.</exception>
    public static JsonElement ReadObject(ReadOnlySequence<byte> json)
    {
        using var content = new MemoryStream(json.ToArray());
        // In memory nothing is waited for.
        using var document = ParseAsync(content, Body, default).GetAwaiter().GetResult();
        return ObjectOf(document);
    }

    /// <summary>Reads every text once, for the parser checks no escapes.</summary>
    /// <exception cref="InvalidOperationException">One is no Unicode text.</exception>
    private static void Read(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            value.GetString();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) Read(item);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                _ = member.Name;
                Read(member.Value);
            }
        }
    }

    /// <exception cref="BadDataException">The body is no JSON object.</exception>
    public static async Task<JsonElement> ReadObjectAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength is 0) throw new BadDataException(Body, "The body is empty; it must be a JSON object.");
        using var json = await ParseAsync(request.Body, Body, cancel);
        return ObjectOf(json);
    }

    private static JsonElement ObjectOf(JsonDocument json)
        => json.RootElement.ValueKind == JsonValueKind.Object
            ? json.RootElement.Clone()
            : throw new BadDataException(Body, "The body must be a JSON object.");

    /// <summary>Where the text stops being JSON; what stands there is not repeated.</summary>
    public static BadDataException Malformed(JsonException wrong, string field)
    {
        var place = wrong.LineNumber is { } line ? $" (line {line + 1}, byte {wrong.BytePositionInLine + 1})" : "";
        return new(field, $"This is no valid JSON, or a name occurs twice in one object{place}.");
    }
}
