using System.Runtime.CompilerServices;
using FinScoring.Core.Data;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Reads CSV rows in chunks.</summary>
internal static class CsvChunks
{
    public static async IAsyncEnumerable<RowChunk> ReadAsync(CsvRows rows, CsvLayout layout, int maxRowLength, [EnumeratorCancellation] CancellationToken cancel)
    {
        var chunk = new CsvChunk(layout);
        while (true)
        {
            var reading = rows.ReadAsync(cancel);
            // Full, or the client pauses, or the request broke: the rows so far are answered.
            if (chunk.IsFull || (chunk.Count > 0 && !reading.IsCompletedSuccessfully))
            {
                yield return chunk;
                chunk = new CsvChunk(layout);
            }

            if (!await reading)
                break;
            chunk.Add(rows, maxRowLength);
        }

        if (chunk.Count > 0)
            yield return chunk;
    }
}
