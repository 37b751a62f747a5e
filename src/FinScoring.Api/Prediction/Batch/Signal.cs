using System.Threading.Channels;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Wakes one waiter; a signal given while nobody waits is kept, several count as one.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _channel =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Set() => _channel.Writer.TryWrite(true);

    public async ValueTask WaitAsync(CancellationToken cancel) => await _channel.Reader.ReadAsync(cancel);
}
