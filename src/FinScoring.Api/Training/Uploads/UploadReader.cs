using System.IO.Compression;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FluentValidation;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FinScoring.Api.Training.Uploads;

/// <summary>A request whose files are on disk.</summary>
internal sealed record ReceivedRequest(TrainingRequest Request, string DataHash, string? TestHash);

/// <summary>Reads a training's body, whatever its type, to disk, and its options, wherever they are.</summary>
internal sealed class UploadReader(IOptions<TrainingSettings> settings, IValidator<TrainingRequest> validator)
{
    public const string Csv = "text/csv";
    public const string Multipart = "multipart/form-data";
    public const string Json = "application/json";

    private readonly TrainingSettings _settings = settings.Value;

    /// <exception cref="BadDataException">The options or the body are wrong; every finding by option.</exception>
    /// <exception cref="BadHttpRequestException">413 or 415.</exception>
    public async Task<ReceivedRequest> ReadAsync(HttpRequest http, string domain, StagedUpload upload, CancellationToken cancel)
    {
        var options = new OptionReader();
        var model = ReadQuery(http.Query, options);
        var type = MediaTypeHeaderValue.TryParse(http.ContentType, out var parsed) ? parsed : null;
        UploadedFiles files;
        switch (type?.MediaType.Value?.ToLowerInvariant())
        {
            case Csv when IsReadable(type.Charset.Value):
                // The options are known already: no need to take a gigabyte before refusing them.
                Check(domain, model, options);
                var body = Body(http, _settings.MaxUploadBytes, nameof(TrainingSettings.MaxUploadBytes));
                files = new(await HashedFile.SaveAsync(body, upload.DataPath, cancel));
                break;
            case Multipart when HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary:
                var parts = Body(http, _settings.MaxUploadBytes, nameof(TrainingSettings.MaxUploadBytes));
                files = await MultipartUpload.ReadAsync(parts, boundary, upload, options, cancel);
                break;
            case Json when IsReadable(type.Charset.Value):
                var json = Body(http, _settings.MaxJsonBytes, nameof(TrainingSettings.MaxJsonBytes));
                files = await JsonUpload.ReadAsync(json, upload, options, cancel);
                break;
            default:
                throw Unsupported($"The body must be {Csv}, {Multipart} with a boundary, or {Json}, in UTF-8.");
        }

        return new(Check(domain, model, options), files.DataHash!, files.TestHash);
    }

    /// <summary>A body that is nothing but a CSV file, to a new file of this path; returns its SHA-256.</summary>
    /// <exception cref="BadDataException">The body is damaged.</exception>
    /// <exception cref="BadHttpRequestException">413 or 415.</exception>
    public Task<string> ReadCsvAsync(HttpRequest http, string path, CancellationToken cancel)
        => MediaTypeHeaderValue.TryParse(http.ContentType, out var type) && type.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase) && IsReadable(type.Charset.Value)
            ? HashedFile.SaveAsync(Body(http, _settings.MaxUploadBytes, nameof(TrainingSettings.MaxUploadBytes)), path, cancel)
            : throw Unsupported($"The body must be {Csv} in UTF-8.");

    private static string ReadQuery(IQueryCollection query, OptionReader options)
    {
        var model = ModelKey.DefaultName;
        foreach (var (name, values) in query)
        {
            if (name != "model")
                options.Add(name, new QueryOption(values));
            else if (values.Count == 1)
                model = values[0]!;
            else
                options.Errors[name] = ["model must be given once."];
        }

        return model;
    }

    private static BodyStream Body(HttpRequest http, long limit, string setting)
    {
        var name = $"Training:{setting}";
        if (http.ContentLength > limit)
            throw BodyStream.TooLarge(limit, name);
        return http.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
        {
            "" or "identity" => new(http.Body, limit, name),
            "gzip" or "x-gzip" => new(new GZipStream(http.Body, CompressionMode.Decompress), limit, name),
            _ => throw Unsupported("The Content-Encoding must be gzip, or none."),
        };
    }

    /// <summary>A UTF-16 file says so by its first bytes.</summary>
    private static bool IsReadable(string? charset)
        => charset is null || charset.Trim('"').ToLowerInvariant() is "" or "utf-8" or "utf8" or "us-ascii" or "utf-16";

    private static BadHttpRequestException Unsupported(string message) => new(message, StatusCodes.Status415UnsupportedMediaType);

    private TrainingRequest Check(string domain, string model, OptionReader options)
    {
        var request = new TrainingRequest(domain, model, options.Options);
        // An option that could not be read has its default now: what the validator says of that is not news.
        foreach (var (option, findings) in validator.Validate(request).Errors.ToOptionErrors())
            options.Errors.TryAdd(option, findings);
        return options.Errors.Count == 0 ? request : throw new BadDataException(options.Errors);
    }
}
