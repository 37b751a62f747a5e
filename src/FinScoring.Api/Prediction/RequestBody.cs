using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FinScoring.Api.Prediction;

/// <summary>The body of a request: its type, its encoding, its bytes.</summary>
internal static class RequestBody
{
    /// <summary>Whether the body is of this media type, in UTF-8.</summary>
    public static bool Is(HttpRequest request, string mediaType)
        => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.AsSpan().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the body's Content-Encoding is one that is read: none, identity or gzip.</summary>
    public static bool IsReadable(HttpRequest request)
        => StringValues.IsNullOrEmpty(request.Headers.ContentEncoding) || IsEncoded(request, "identity") || IsGzip(request);

    public static bool IsGzip(HttpRequest request) => IsEncoded(request, "gzip");

    /// <summary>The body's bytes, decompressed.</summary>
    public static PipeReader Open(HttpRequest request)
        => IsGzip(request) ? PipeReader.Create(new GZipStream(request.Body, CompressionMode.Decompress)) : request.BodyReader;

    /// <summary>
    /// Waits until the whole body is there and returns it, unconsumed: the caller advances the reader. Longer than the
    /// limit: what there is so far.
    /// </summary>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(PipeReader body, int limit, CancellationToken cancel)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancel);
            if (read.IsCompleted || read.Buffer.Length > limit)
                return read.Buffer;
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool IsEncoded(HttpRequest request, string encoding)
        => request.Headers.ContentEncoding is [{ } only] && only.Equals(encoding, StringComparison.OrdinalIgnoreCase);
}
