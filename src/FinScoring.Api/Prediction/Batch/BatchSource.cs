using System.IO.Compression;
using FinScoring.Core.Data;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Opens the body of a batch as chunks of rows.</summary>
internal static class BatchSource
{
    /// <exception cref="BadDataException">A bad CSV header.</exception>
    public static Task<IAsyncEnumerable<RowChunk>> OpenAsync(
        HttpRequest request, string mediaType, bool header, ServingModel model, ChunkScorer scorer, PredictionOptions options, CancellationToken cancel)
        => OpenAsync(RequestBody.IsGzip(request) ? Unzip(request, options) : request.Body, mediaType, header, model, scorer, options, cancel);

    /// <exception cref="BadDataException">A bad CSV header.</exception>
    public static async Task<IAsyncEnumerable<RowChunk>> OpenAsync(
        Stream sent, string mediaType, bool header, ServingModel model, ChunkScorer scorer, PredictionOptions options, CancellationToken cancel)
    {
        var body = new LimitedStream(sent, options.MaxBatchBytes);
        if (mediaType != BatchTypes.Csv)
            return JsonChunks.ReadAsync(body, mediaType == BatchTypes.Json ? new ListCutter() : new LineCutter(), options.MaxBodyBytes, cancel);

        var rows = await CsvRows.OpenAsync(body, header, cancel);
        using var row = model.Rent();
        return CsvChunks.ReadAsync(rows, CsvLayout.Of(rows.Names, scorer.Fields(row), scorer.Required), options.MaxBodyBytes, cancel);
    }

    private static GZipStream Unzip(HttpRequest request, PredictionOptions options)
        => new(new LimitedStream(request.Body, options.MaxBatchBytes), CompressionMode.Decompress);
}
