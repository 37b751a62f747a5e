using CsCheck;
using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core.Tests.Normalization.Binning;

public class NumericBinningTests
{
    [Fact]
    public void Missing_and_special_values_have_bins_of_their_own_however_few()
    {
        // Of 1,000 numbers the upper half have the event in 3 of 4, the lower in 1 of 4; then three rows of -9 and two missing.
        float[] values = [.. Enumerable.Range(0, 1000).Select(i => (float)i), -9, -9, -9, float.NaN, float.NaN];
        bool[] label = [.. Enumerable.Range(0, 1000).Select(i => i < 500 ? i % 4 == 0 : i % 4 != 0), true, true, false, false, false];
        var bins = Learn(values, label, specials: [-9, -8]);
        Assert.Equal([BinKind.Range, BinKind.Range, BinKind.Special, BinKind.Special, BinKind.Missing], bins.Select(b => b.Kind));
        Assert.Equal([500, 500, 3, 0, 2], bins.Select(b => b.Tally.Count));
        Assert.Equal([125, 375, 2, 0, 0], bins.Select(b => b.Tally.Events));
        Assert.Equal((float.NegativeInfinity, 500, 500, float.PositiveInfinity), (bins[0].From, bins[0].To, bins[1].From, bins[1].To));
        Assert.Equal([-9, -8], bins.Where(b => b.Kind == BinKind.Special).Select(b => b.Special));
        // Two or three rows are no evidence.
        Assert.All(bins.Skip(2), b => Assert.Equal((0, 0), (b.Weight, b.Value)));
    }

    [Fact]
    public void Noise_has_one_bin_in_most_columns()
    {
        var random = new Random(5);
        var several = Enumerable.Range(0, 200).Count(_ => Learn(
            [.. Enumerable.Range(0, 500).Select(_ => (float)random.NextDouble())],
            [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble() < 0.3)]).Count > 1);
        // The best of 50 cuts reaches the price of two bins, a chi-squared of 2 + ln 49 = 5.9, in about a quarter of such columns
        // (Miller and Siegmund 1982, for cuts between 5 % and 95 %); without it, all would have several.
        Assert.InRange(several, 20, 80);
    }

    [Fact]
    public void Event_rates_go_one_way_along_a_column_and_the_way_that_is_asked()
    {
        var random = new Random(6);
        float[] values = [.. Enumerable.Range(0, 3000).Select(_ => (float)random.NextDouble())];
        bool[] label = [.. values.Select(v => random.NextDouble() < 0.1 + 0.5 * v)];
        var rates = Learn(values, label).Select(b => b.Tally.Rate).ToArray();
        Assert.InRange(rates.Length, 3, 8);
        Assert.Equal(rates.Order(), rates);
        Assert.Equal(rates, Learn(values, label, trend: Trend.Rising).Select(b => b.Tally.Rate));
        Assert.Single(Learn(values, label, trend: Trend.Falling));
    }

    [Fact]
    public void No_bin_is_smaller_than_a_twentieth_and_equal_values_share_one()
    {
        var random = new Random(7);
        // Heavy tails, and half of the values 0.
        float[] values = [.. Enumerable.Range(0, 2000).Select(i => i % 2 == 0 ? 0 : MathF.Exp(6 * (float)PlantedData.Normal(random)))];
        bool[] label = [.. values.Select(v => random.NextDouble() < (v == 0 ? 0.1 : v < 1 ? 0.3 : 0.6))];
        var bins = Learn(values, label);
        Assert.All(bins, b => Assert.True(b.Tally.Count >= 100));
        Assert.All(bins, b => Assert.Equal(values.Count(v => v >= b.From && v < b.To), b.Tally.Count));
        Assert.Equal(2000, bins.Sum(b => b.Tally.Count));
    }

    [Theory]
    [InlineData(499, 500, 500)]
    [InlineData(20, 30, 25)]
    [InlineData(0.123f, 0.124f, 0.124f)]
    [InlineData(1.24f, 3.9f, 3)]
    [InlineData(-2, 5, 2)]
    [InlineData(0, 3e38f, 2e38f)]
    public void A_bound_is_a_number_that_people_can_read(float low, float high, float bound)
        => Assert.Equal(bound, NumericBinning.Between(low, high));

    [Fact]
    public void A_bound_parts_the_two_numbers_whatever_they_are()
        => Gen.Select(Gen.Float.Where(float.IsFinite), Gen.Float.Where(float.IsFinite)).Where((a, b) => a != b).Sample((a, b) =>
        {
            var bound = NumericBinning.Between(Math.Min(a, b), Math.Max(a, b));
            return bound > Math.Min(a, b) && bound <= Math.Max(a, b);
        }, iter: 10_000);

    private static IReadOnlyList<Bin> Learn(float[] values, bool[] label, IReadOnlyList<float>? specials = null, Trend trend = Trend.Automatic)
    {
        var evidence = new Evidence(new(label.Length, label.Count(l => l)));
        return NumericBinning.Learn(values, new Outcomes(label, null), evidence, BinLimits.Of(evidence), specials ?? [], trend);
    }
}
