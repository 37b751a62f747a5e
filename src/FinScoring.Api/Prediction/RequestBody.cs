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
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body's bytes, decompressed; null if its Content-Encoding is not one of gzip and identity.</summary>
    public static PipeReader? Open(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding;
        if (StringValues.IsNullOrEmpty(encoding) || Is(encoding, "identity"))
            return request.BodyReader;
        return Is(encoding, "gzip") ? PipeReader.Create(new GZipStream(request.Body, CompressionMode.Decompress)) : null;
    }

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

    private static bool Is(StringValues header, string value)
        => header.Count == 1 && string.Equals(header[0]!.Trim(), value, StringComparison.OrdinalIgnoreCase);
}
