using FinScoring.Api.Prediction;

namespace FinScoring.Api.Tests.Prediction;

public sealed class PredictionIdsTests
{
    [Fact]
    public void Identifiers_are_version_7_carry_their_time_and_differ()
    {
        var time = new DateTimeOffset(2026, 5, 4, 3, 2, 1, 987, TimeSpan.Zero);
        var ids = new PredictionIds(new FixedTime(time));
        Guid[] made = [.. Enumerable.Range(0, 1000).AsParallel().Select(_ => ids.Next())];

        Assert.Equal(1000, made.Distinct().Count());
        Assert.All(made, id => Assert.Equal((7, 0b10), (id.Version, id.Variant >> 2)));
        // RFC 9562: the first 48 bits are the Unix time in milliseconds.
        Assert.All(made, id => Assert.StartsWith(time.ToUnixTimeMilliseconds().ToString("x12", null), id.ToString("N"), StringComparison.Ordinal));
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
