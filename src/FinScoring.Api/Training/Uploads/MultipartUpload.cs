using FinScoring.Api.Http;
using FinScoring.Core.Data;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FinScoring.Api.Training.Uploads;

/// <summary>multipart/form-data: the parts data (a CSV file), options (JSON) and test (a CSV file), in any order. Files go straight to disk.</summary>
internal static class MultipartUpload
{
    private const long MaxOptionBytes = 1 << 20;

    /// <exception cref="BadDataException">The parts are not what they should be.</exception>
    public static async Task<UploadedFiles> ReadAsync(
        Stream body, string boundary, StagedUpload upload, OptionReader options, CancellationToken cancel)
    {
        var files = new UploadedFiles();
        var seen = new HashSet<string>();
        var reader = new MultipartReader(boundary, body);
        while (await NextAsync(reader, cancel) is { } part)
        {
            var name = NameOf(part);
            if (!seen.Add(name))
                throw new BadDataException(name, "There are two parts of this name.");
            var content = new BodyStream(part.Body, name == "options" ? MaxOptionBytes : long.MaxValue, "the part options");
            switch (name)
            {
                case "data":
                    files = files with { DataHash = await HashedFile.SaveAsync(content, upload.DataPath, cancel) };
                    break;
                case "test":
                    var hash = await HashedFile.SaveAsync(content, upload.TestPath, cancel);
                    // A browser sends an empty part where no file was chosen.
                    if (content.Position > 0)
                        files = files with { TestHash = hash };
                    break;
                case "options":
                    using (var json = await StrictJson.ParseAsync(content, "options", cancel))
                        options.Add(json.RootElement);
                    break;
                default:
                    throw new BadDataException(name.Length == 0 ? "body" : name, "The parts of the body are data, options and test.");
            }
        }

        return files.DataHash is null ? throw new BadDataException("data", "The part data, the training file, is missing.") : files;
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancel)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancel);
        }
        catch (Exception damage) when (BodyStream.IsDamage(damage))
        {
            throw BodyStream.Damaged();
        }
    }

    private static string NameOf(MultipartSection part)
        => part.GetContentDispositionHeader() is { } header ? HeaderUtilities.RemoveQuotes(header.Name).ToString() : "";
}

/// <summary>The SHA-256 of the files received; null for one that was not sent.</summary>
internal sealed record UploadedFiles(string? DataHash = null, string? TestHash = null);
