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

    [Fact]
    public void Of_many_borrowers_on_a_date_each_counts_whether_or_not_a_group_says_who_they_are()
    {
        // 900 loans over 36 months, a third of them with the event, known a year later.
        bool[] label = Rows.EveryNth(3, 900);
        long[] month = [.. label.Select((_, i) => i % 36L)], end = [.. month.Select(m => m + 12)];
        int[] loans = [.. Enumerable.Range(0, 900)];

        Assert.Equal(300, IndependentEvents.OfRarerClass(Rows.With(label, time: month, labelEnd: end), loans));
        Assert.Equal(300, IndependentEvents.OfRarerClass(Rows.With(label, group: loans, time: month, labelEnd: end), loans));
        // Rows 3k, 3k + 1 and 3k + 2 are of one person, months apart: of 300 people each has one event, row 3k + 2.
        Assert.Equal(300, IndependentEvents.OfRarerClass(Rows.With(label, group: [.. loans.Select(i => i / 3)], time: month, labelEnd: end), loans));
        // Of six rows in a row two events overlap and count once.
        Assert.Equal(150, IndependentEvents.OfRarerClass(Rows.With(label, group: [.. loans.Select(i => i / 6)], time: month, labelEnd: end), loans));
    }

    [Fact]
    public void Comparisons_are_careful_in_time_with_series_and_with_few_events_only()
    {
        bool[] label = Rows.EveryNth(3, 900);
        int[] all = [.. Enumerable.Range(0, 900)];
        long[] month = [.. all.Select(i => i % 36L)], end = [.. month.Select(m => m + 12)];

        Assert.False(IndependentEvents.AreFewInTime(Rows.With(label, time: month, labelEnd: end), all));
        Assert.True(IndependentEvents.AreFewInTime(Rows.With(label, time: month, labelEnd: end), all[..250]));
        Assert.True(IndependentEvents.AreFewInTime(Rows.With(label, time: [.. all.Select(i => (long)i)], labelEnd: null), all));
        Assert.False(IndependentEvents.AreFewInTime(Rows.With(label), all[..30]));
    }
}
