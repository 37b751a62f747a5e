using System.IO.Pipelines;
using System.Threading.Channels;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>
/// A batch under way. Three things go on at once: rows are read and their chunks scored on all cores; the answers are put in
/// order; and they are sent as fast as the client takes them. Where one fails, the others end.
/// </summary>
internal sealed class BatchRun(ChunkScorer scorer, AnswerFormat format, AnswerQueue queue, CancellationTokenSource stop)
{
    private readonly Channel<Task<PooledBytes>> _scored =
        Channel.CreateBounded<Task<PooledBytes>>(new BoundedChannelOptions(2 * Environment.ProcessorCount) { SingleReader = true, SingleWriter = true });

    private Exception? _failure;

    /// <summary>Runs to the end of the chunks, and until all of their answers are sent.</summary>
    public async Task RunAsync(IAsyncEnumerable<RowChunk> chunks, PipeWriter to)
    {
        await Task.WhenAll(GuardAsync(ScoreAsync(chunks)), GuardAsync(OrderAsync()), GuardAsync(queue.SendAsync(to, stop.Token)));
        if (_failure is not null)
            throw _failure;
    }

    private async Task ScoreAsync(IAsyncEnumerable<RowChunk> chunks)
    {
        var rows = 0L;
        var before = Task.CompletedTask;
        await foreach (var chunk in chunks)
        {
            var scoring = StartAsync(chunk, rows, scorer.IsSequential ? before : Task.CompletedTask);
            rows += chunk.Count;
            before = scoring;
            await _scored.Writer.WriteAsync(scoring, stop.Token);
        }

        _scored.Writer.Complete();
    }

    private async Task<PooledBytes> StartAsync(RowChunk chunk, long firstRow, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return scorer.Score(chunk, firstRow);
    }

    private async Task OrderAsync()
    {
        var begin = new PooledBytes(256);
        format.Begin(begin);
        await queue.WriteAsync(begin, stop.Token);
        await foreach (var scoring in _scored.Reader.ReadAllAsync(stop.Token))
            await queue.WriteAsync(await scoring, stop.Token);
        var end = new PooledBytes(16);
        format.End(end);
        await queue.WriteAsync(end, stop.Token);
        queue.Complete();
    }

    private async Task GuardAsync(Task part)
    {
        try
        {
            await part;
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
            await stop.CancelAsync();
        }
    }
}
