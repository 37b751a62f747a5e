using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class IndependentEventsTests
{
    private static readonly long[] Time = [.. Enumerable.Range(0, 60).Select(i => (long)i)];

    private static readonly int[] All = [.. Enumerable.Range(0, 60)];

    [Fact]
    public void Events_whose_label_intervals_overlap_count_once()
    {
        // Events on days 0 to 24 and 50, each label known after 10 days: those of days 0, 10, 20 and 50 do not overlap.
        bool[] label = [.. All.Select(i => i < 25 || i == 50)];
        long[] end = [.. Time.Select(t => t + 10)];

        Assert.Equal(4, IndependentEvents.OfRarerClass(Rows.With(label, time: Time, labelEnd: end), All));
        // Others: days 25, 35, 45, 55.
        Assert.Equal(4, IndependentEvents.OfRarerClass(Rows.With([.. label.Select(y => !y)], time: Time, labelEnd: end), All));
        Assert.Equal(3, IndependentEvents.OfRarerClass(Rows.With(label, time: Time, labelEnd: end), All[..50]));
    }

    [Fact]
    public void Each_group_has_its_own_and_without_a_horizon_every_row_counts()
    {
        bool[] label = [.. All.Select(i => i % 3 == 0)];
        int[] group = [.. All.Select(i => i % 2)];
        long[] end = [.. Time.Select(t => t + 100)];

        Assert.Equal(2, IndependentEvents.OfRarerClass(Rows.With(label, group, Time, end), All));
        Assert.Equal(20, IndependentEvents.OfRarerClass(Rows.With(label, group, Time), All));
        Assert.Equal(20, IndependentEvents.OfRarerClass(Rows.With(label), All));
    }
}
