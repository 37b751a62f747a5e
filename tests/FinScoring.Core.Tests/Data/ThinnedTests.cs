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
}
