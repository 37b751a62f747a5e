using System.Runtime.CompilerServices;
using FinScoring.Core.Data;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Reads JSON rows in chunks.</summary>
internal static class JsonChunks
{
    public static async IAsyncEnumerable<RowChunk> ReadAsync(
        Stream body, IJsonCutter cutter, int maxRowBytes, [EnumeratorCancellation] CancellationToken cancel)
    {
        var buffer = new byte[64 << 10];
        var chunk = new JsonChunk();
        while (true)
        {
            var reading = body.ReadAsync(buffer, cancel);
            // The client pauses, or the request broke: the rows so far are answered.
            if (chunk.Count > 0 && !reading.IsCompletedSuccessfully)
                yield return Exchange(ref chunk);
            var count = await reading;
            if (count == 0)
                break;
            for (var at = 0; at < count && cutter.Problem is null;)
            {
                at += cutter.Cut(buffer.AsSpan(at, count - at), chunk);
                if (chunk.IsFull)
                    yield return Exchange(ref chunk);
            }

            if (cutter.Problem is not null || chunk.RowLength > maxRowBytes)
                break;
        }

        var problem = cutter.Problem;
        if (problem is null && chunk.RowLength > maxRowBytes)
            problem = $"A row is longer than {maxRowBytes} bytes (setting Prediction:MaxBodyBytes); nothing after it was read.";
        else if (problem is null)
            cutter.End(chunk);
        if (chunk.Count > 0)
            yield return chunk;
        if ((problem ?? cutter.Problem) is { } message)
            throw new BadDataException("data", message);
    }

    private static JsonChunk Exchange(ref JsonChunk chunk)
    {
        var full = chunk;
        chunk = full.Next();
        return full;
    }
}
