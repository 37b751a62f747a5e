using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

public class ThinnedTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(100)]
    public void A_file_whose_labels_alternate_keeps_its_event_rate(int every)
    {
        bool[] label = [.. Enumerable.Range(0, 1_000).Select(r => r % every == every - 1)];
        int[] rows = [.. Enumerable.Range(0, 1_000)];
        var thinned = Thinned.To(500, rows, label);
        Assert.Equal(500, thinned.Distinct().Count());
        Assert.Equal(500 / every, thinned.Count(r => label[r]));
        Assert.Equal(thinned.Order(), thinned);
        // 500 of 1,000 without replacement: the mean's standard error is 288.7 / sqrt(500) * sqrt(.5) = 9.1.
        Assert.InRange(thinned.Average(), 499.5 - 4 * 9.1, 499.5 + 4 * 9.1);
        Assert.Same(rows, Thinned.To(1_000, rows, label));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(10)]
    public void No_period_of_the_file_is_caught(int period)
    {
        int[] rows = [.. Enumerable.Range(0, 10_000 * period)];
        // Of every place in the period about as many: 10,000 rows, 10,000 / period of each.
        var drawn = Thinned.Drawn(10_000, rows);
        var expected = 10_000.0 / period;
        Assert.All(drawn.CountBy(r => r % period), place => Assert.InRange(place.Value, expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected)));
        Assert.Equal(drawn.Order(), drawn);
        Assert.Equal(10_000, drawn.Distinct().Count());
        Assert.Same(rows, Thinned.Drawn(rows.Length, rows));
    }

    [Fact]
    public void Each_value_of_a_key_keeps_its_share()
    {
        int[] rows = [.. Enumerable.Range(0, 1_000)];
        Assert.Equal([50, 100, 350], Thinned.By(500, rows, r => r < 100 ? 0 : r < 300 ? 1 : 2).CountBy(r => r < 100 ? 0 : r < 300 ? 1 : 2).OrderBy(c => c.Key).Select(c => c.Value));
    }

    [Theory]
    [InlineData(1_000, 0, 0)]
    [InlineData(100, 10, 10)]
    [InlineData(2, 500, 250)]
    [InlineData(1, 1_000, 500)]
    public void Rare_events_are_all_kept_up_to_half(int every, int events, int kept)
    {
        bool[] label = [.. Enumerable.Range(0, 1_000).Select(r => events > 0 && r % every == every - 1)];
        int[] rows = [.. Enumerable.Range(0, 1_000)];
        Assert.Equal(events, label.Count(l => l));
        var thinned = Thinned.KeepingRarer(500, rows, label);
        Assert.Equal(500, thinned.Distinct().Count());
        Assert.Equal(kept, thinned.Count(r => label[r]));
        Assert.Equal(thinned.Order(), thinned);
    }
}
