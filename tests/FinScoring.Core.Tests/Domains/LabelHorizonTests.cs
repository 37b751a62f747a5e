using FinScoring.Core.Domains;
using static FinScoring.Core.Tests.Domains.Tables;

namespace FinScoring.Core.Tests.Domains;

public class LabelHorizonTests
{
    [Theory]
    [InlineData("P12M", "2020-02-29", "2021-02-28")]
    [InlineData("P1Y2M", "2020-02-29", "2021-04-29")]
    [InlineData("P21D", "2020-02-29", "2020-03-21")]
    [InlineData("P3W", "2020-02-29", "2020-03-21")]
    [InlineData("PT36H30M", "2020-02-29", "2020-03-01T12:30:00")]
    [InlineData("P1DT15S", "2020-02-29", "2020-03-01T00:00:15")]
    [InlineData("P100Y", "9990-01-01", "9999-12-31T23:59:59.9999999")]
    public void A_duration_is_added_by_the_calendar(string horizon, string date, string end)
        => Assert.Equal(Ticks(end), LabelHorizon.Parse(horizon)!.Ends([Ticks(date)], null)[0]);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P0M")]
    [InlineData("P1H")]
    [InlineData("PT5")]
    [InlineData("p12m")]
    [InlineData("12M")]
    [InlineData("P101Y")]
    [InlineData("P99999D")]
    [InlineData("100001")]
    [InlineData("99999999999")]
    public void What_is_no_positive_number_or_duration_is_refused(string horizon) => Assert.Null(LabelHorizon.Parse(horizon));

    [Fact]
    public void Beyond_the_last_date_the_dates_go_on_at_their_pace()
        => Assert.Equal([30, 40, 50, 60], LabelHorizon.Parse("2")!.Ends([10, 20, 30, 40], null));

    [Fact]
    public void A_group_of_one_date_goes_on_at_the_pace_of_the_file()
        => Assert.Equal([20, 30, 40], LabelHorizon.Parse("1")!.Ends([10, 20, 30], [0, 0, 1]));
}
