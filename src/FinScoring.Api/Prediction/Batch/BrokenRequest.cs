using FinScoring.Core.Data;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>A request that breaks while its answer is under way: the last answer row says why.</summary>
internal static class BrokenRequest
{
    /// <summary>The chunks, and where reading them fails one last row for the failure. That the client went is no such failure.</summary>
    public static async IAsyncEnumerable<RowChunk> GuardAsync(
        IAsyncEnumerator<RowChunk> chunks, bool any, CancellationTokenSource late, CancellationTokenSource stop)
    {
        RowError? broken = null;
        while (any)
        {
            yield return chunks.Current;
            try
            {
                any = await chunks.MoveNextAsync();
            }
            catch (Exception e) when (!stop.IsCancellationRequested && Explain(e, late) is { } error)
            {
                (any, broken) = (false, error);
            }
        }

        if (broken is not null)
            yield return new BrokenEnd(broken);
    }

    private static RowError? Explain(Exception exception, CancellationTokenSource late) => exception switch
    {
        BadDataException bad => new RowError(RowError.BrokenRequest, bad.Errors),
        BadHttpRequestException bad => new RowError(RowError.BrokenRequest, "data", bad.Message),
        OperationCanceledException when late.IsCancellationRequested => new RowError(RowError.TimeLimit, "data", "did not arrive in time (setting Prediction:BatchTimeoutSeconds)."),
        _ => null,
    };
}
