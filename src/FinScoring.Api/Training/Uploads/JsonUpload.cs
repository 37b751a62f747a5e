using System.Text.Json;
using FinScoring.Api.Http;
using FinScoring.Core.Data;

namespace FinScoring.Api.Training.Uploads;

/// <summary>{"rows":[{...}],"options":{...}}: the rows become a CSV file, so that all trainings read the same thing.</summary>
internal static class JsonUpload
{
    /// <exception cref="BadDataException">The body is not of this shape.</exception>
    public static async Task<UploadedFiles> ReadAsync(Stream body, StagedUpload upload, OptionReader options, CancellationToken cancel)
    {
        using var json = await StrictJson.ParseAsync(body, "body", cancel);
        var (rows, given) = Members(json.RootElement);
        if (given.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            options.Add(given);
        if (!options.Options.Header)
            options.Errors["header"] = ["header is for CSV files; rows always have names."];
        var table = new JsonRows(rows, options.Options);
        options.AddCategories(table.Categories);
        return new(await SaveAsync(table, upload.DataPath, cancel));
    }

    private static (JsonElement Rows, JsonElement Options) Members(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw new BadDataException("body", "The body must be an object with rows and options.");
        if (body.EnumerateObject().FirstOrDefault(m => m.Name is not ("rows" or "options")) is { Value.ValueKind: not JsonValueKind.Undefined } other)
            throw new BadDataException(other.Name, "The members of the body are rows and options.");
        if (!body.TryGetProperty("rows", out var rows))
            throw new BadDataException("rows", "rows, the training data, is missing.");
        body.TryGetProperty("options", out var options);
        return (rows, options);
    }

    private static async Task<string> SaveAsync(JsonRows rows, string path, CancellationToken cancel)
    {
        await using var file = new HashedFile(path);
        await using (var csv = new StreamWriter(file.Stream, leaveOpen: true))
            rows.Write(csv);
        return await file.CompleteAsync(cancel);
    }
}
