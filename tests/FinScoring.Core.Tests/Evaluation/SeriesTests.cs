using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class SeriesTests
{
    [Theory]
    // Days without weekends: gaps 1, 1, 1, 1, 3. Calendar months. Meetings six weeks apart, sometimes seven or five.
    [InlineData("days")]
    [InlineData("months")]
    [InlineData("meetings")]
    public void One_row_a_date_at_a_steady_pace_is_a_series_with_or_without_a_group(string pace)
    {
        long[] time = [.. Enumerable.Range(0, 300).Select(i => pace switch
        {
            "days" => i + 2 * (i / 5),
            "months" => new DateTime(1960, 1, 1).AddMonths(i).Ticks,
            _ => 42L * i + 7 * (i % 3 - 1),
        })];

        Assert.True(Are(time));
        Assert.True(Are(time, [.. time.Select(_ => 0)]));
        Assert.True(Are(time, [.. time.Select((_, i) => i / 12)]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_times_at_which_people_come_make_no_series(int seed)
    {
        var random = new Random(seed);
        // To the second over three years, no two alike.
        long[] time = [.. Enumerable.Range(0, 2000).Select(_ => random.NextInt64(3L * 365 * 86_400)).Distinct()];

        Assert.False(Are(time));
        Assert.False(Are([.. time.Select(t => t / (30 * 86_400))]));
    }

    [Fact]
    public void A_few_groups_with_long_histories_are_series_and_many_with_short_ones_are_not()
    {
        // 20 countries over 200 months; 500 companies over 48 quarters, six reports each; 800 people with four loans in a thousand days.
        Assert.True(Are([.. Enumerable.Range(0, 4000).Select(i => i / 20L)], [.. Enumerable.Range(0, 4000).Select(i => i % 20)]));
        Assert.False(Are([.. Enumerable.Range(0, 3000).Select(i => (i / 500 * 8 + i % 8) * 90L)], [.. Enumerable.Range(0, 3000).Select(i => i % 500)]));
        Assert.False(Are([.. Enumerable.Range(0, 3200).Select(i => i * 7919L % 1000)], [.. Enumerable.Range(0, 3200).Select(i => i / 4)]));
    }

    [Fact]
    public void Bars_of_many_symbols_are_series_however_few_there_are_of_each()
    {
        long[] time = [.. Enumerable.Range(0, 1000).Select(i => i / 100L)];
        int[] symbol = [.. Enumerable.Range(0, 1000).Select(i => i % 100)];

        Assert.False(Are(time, symbol));
        Assert.True(Series.Are(Rows.With(new bool[1000], symbol, time, returns: new double[1000])));
    }

    [Fact]
    public void Rows_without_a_date_are_none()
        => Assert.False(Series.Are(Rows.With(new bool[10])));

    private static bool Are(long[] time, int[]? group = null) => Series.Are(Rows.With(new bool[time.Length], group, time));
}
