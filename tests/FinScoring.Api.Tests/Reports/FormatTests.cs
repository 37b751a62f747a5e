using CsCheck;
using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;

namespace FinScoring.Api.Tests.Reports;

public sealed class FormatTests
{
    [Theory]
    [InlineData(0.7966, "0.797")]
    [InlineData(1.0, "1.000")]
    [InlineData(-0.0402, "-0.040")]
    [InlineData(-0.0001, "0.000")]
    [InlineData(0.0, "0.000")]
    [InlineData(null, "-")]
    public void A_ratio_has_three_digits(double? value, string text) => Assert.Equal(text, Format.Ratio(value));

    [Theory]
    [InlineData(0.2936, "29.4")]
    [InlineData(0.00451, "0.45")]
    [InlineData(0.0, "0.0")]
    [InlineData(1.0, "100.0")]
    public void A_share_is_a_percentage(double value, string text) => Assert.Equal(text + "\u00a0%", Format.Percent(value));

    [Theory]
    [InlineData(1234567, "1,234,567")]
    [InlineData(56.66, "56.7")]
    [InlineData(0, "0")]
    public void Counts_have_thousands_separators(double value, string text) => Assert.Equal(text, Format.Count(value));

    [Theory]
    [InlineData(18424, "18,424")]
    [InlineData(5000, "5,000")]
    [InlineData(4.5, "4.5")]
    [InlineData(0.000042, "0.000042")]
    [InlineData(-0.00127, "-0.00127")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(3.4e38, "3.4E+38")]
    [InlineData(0.0, "0")]
    public void A_number_has_the_digits_that_count(double value, string text) => Assert.Equal(text, Format.Number(value));

    [Theory]
    [InlineData(0.495, "0.4950")]
    [InlineData(-0.00003, "0.0000")]
    [InlineData(null, "-")]
    public void A_loss_has_four_digits(double? value, string text) => Assert.Equal(text, Format.Loss(value));

    [Theory]
    [InlineData(-0.0768, "-7.7")]
    [InlineData(0.0057, "0.6")]
    public void A_difference_of_shares_is_in_percentage_points(double value, string text) => Assert.Equal(text, Format.Difference(value));

    [Fact]
    public void An_interval_names_its_unit_once_and_keeps_a_minus_apart_from_a_dash()
    {
        Assert.Equal("0.797 (0.769-0.823)", Format.Ratio(0.797, new Interval(0.769, 0.823)));
        Assert.Equal("-0.010 to 0.023", Format.Interval(new(-0.01, 0.023), Format.Ratio));
        Assert.Equal("2.2-11.2\u00a0%", Format.Interval(new(0.022, 0.112), Format.Percent));
        Assert.Equal("0.797", Format.Ratio(0.797, null));
    }

    [Fact]
    public void Lists_are_words_and_long_ones_are_counted()
    {
        Assert.Equal("a, b and c", Format.And(["a", "b", "c"]));
        Assert.Equal("a", Format.And(["a"]));
        Assert.Equal("a, b and 2 more", Format.Some(["a", "b", "c", "d"], 2));
    }

    [Fact]
    public void The_ticks_of_an_axis_have_as_many_digits_each_and_thousands_separators()
    {
        Assert.Equal(["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"], Axis.Round("x", 0, 2.4).Ticks.Select(tick => tick.Label));
        Assert.Equal(["0", "5,000", "10,000", "15,000"], Axis.Round("x", 0, 15000).Ticks.Select(tick => tick.Label));
        Assert.Equal(["0.00", "0.02", "0.04", "0.06", "0.08", "0.10"], Axis.Round("x", 0, 0.1).Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void A_round_axis_holds_its_range_between_a_few_even_ticks()
        => Gen.Select(Gen.Double[-1000, 1000], Gen.Double[1e-6, 1000]).Sample((from, width) =>
        {
            var axis = Axis.Round("x", from, from + width, v => Format.Number(v));
            var steps = axis.Ticks.Zip(axis.Ticks.Skip(1), (a, b) => b.At - a.At).ToArray();
            Assert.True(axis.From <= from + 1e-6 * width && axis.To >= from + (1 - 1e-6) * width);
            Assert.InRange(axis.Ticks.Count, 3, 8);
            Assert.All(steps, step => Assert.Equal(steps[0], step, 1e-9 * Math.Abs(axis.To) + 1e-6 * width));
        });

    [Fact]
    public void Enough_round_ticks_lie_within_a_range_whatever_its_ends()
    {
        Assert.Equal(["480", "500", "520", "540", "560"], Axis.Inside(471, 579, v => Format.Number(v)).Select(tick => tick.Label));
        Gen.Select(Gen.Double[-1000, 1000], Gen.Double[1e-3, 1000]).Sample((from, width) =>
        {
            var ticks = Axis.Inside(from, from + width, v => Format.Number(v));
            Assert.InRange(ticks.Count, Axis.Fewest, 10);
            Assert.All(ticks, tick => Assert.InRange(tick.At, from - 1e-6 * width, from + (1 + 1e-6) * width));
        });
    }

    [Theory]
    [InlineData(600, 600)]
    [InlineData(1e20, 1e20)]
    [InlineData(1e20, 1.0000000000000002e20)]
    public void A_range_too_narrow_for_round_numbers_ends_with_few_ticks_or_none(double from, double to)
        => Assert.InRange(Axis.Inside(from, to, v => Format.Number(v)).Count, 0, 20);

    [Fact]
    public void Ticks_of_probabilities_leave_room_for_their_words()
        => Gen.Select(Gen.Double[-12, 3], Gen.Double[0.1, 6]).Sample((low, width) =>
        {
            double[] at = [.. ScoreAxis.Of(new RiskPolicy(), low, low + width).Ticks.Select(tick => tick.At).Order()];
            Assert.All(at.Zip(at.Skip(1)), pair => Assert.True(pair.Second - pair.First > 0.08 * width, $"{low} {width}"));
        });

    [Theory]
    [InlineData(0.034, "3.4 percentage points")]
    [InlineData(0.0004, "0.04 percentage points")]
    public void A_distance_of_shares_has_as_many_digits_as_a_share(double distance, string text)
        => Assert.Equal(text, Format.Points(distance).Replace('\u00a0', ' '));
}
