using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Prediction.WhatIf;

/// <summary>
/// Places for searches of counterfactuals, given in the order of asking. One search keeps a core busy for as long as a thousand
/// predictions, and these come first.
/// </summary>
internal sealed class SearchPlaces(IOptions<PredictionOptions> options) : IDisposable
{
    public const int MostWaiting = 100;

    private readonly ConcurrencyLimiter _limiter = new(new()
    {
        PermitLimit = options.Value.MaxSearches,
        QueueLimit = MostWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>How many wait for a place.</summary>
    public long Waiting => _limiter.GetStatistics()!.CurrentQueuedCount;

    /// <summary>A place, to be given back by disposing it. Not acquired where too many wait already.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancel) => _limiter.AcquireAsync(1, cancel);

    public void Dispose() => _limiter.Dispose();
}
