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
        Assert.InRange(thinned.Average(), 490, 510);
        Assert.Same(rows, Thinned.To(1_000, rows, label));
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
