using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core.Tests.Normalization.Binning;

public class EvidenceTests
{
    // German Credit: 300 of 1,000 are bad; of the 274 with an overdrawn account 135, of the 394 without an account 46.
    private static readonly Evidence German = new(new(1000, 300));

    [Fact]
    public void Weight_and_value_are_those_of_the_textbook_but_for_the_row_added()
    {
        // ln((135/300) / (139/700)) = 0.8181 and ln((46/300) / (348/700)) = -1.1763; with IV 0.2057 and 0.4044.
        Assert.Equal(0.8181, German.Weight(new(274, 135)), 0.003);
        Assert.Equal(-1.1763, German.Weight(new(394, 46)), 0.006);
        Assert.Equal(0.2057, German.Value(new(274, 135)), 0.001);
        Assert.Equal(0.4044, German.Value(new(394, 46)), 0.002);
        // ln((135.3/300) / (139.7/700)).
        Assert.Equal(Math.Log(135.3 / 300 / (139.7 / 700)), German.Weight(new(274, 135)), 1e-12);
    }

    [Fact]
    public void A_pure_bin_is_finite_a_small_one_near_0_and_an_average_or_empty_one_0()
    {
        // ln((10.3/300) / (0.7/700)) and ln((0.3/300) / (10.7/700)).
        Assert.Equal(Math.Log(10.3 / 300 / (0.7 / 700)), German.Weight(new(10, 10)), 1e-12);
        Assert.Equal(Math.Log(0.3 / 300 / (10.7 / 700)), German.Weight(new(10, 0)), 1e-12);
        Assert.True(German.Weight(new(1, 1)) < German.Weight(new(10, 10)));
        Assert.Equal(0, German.Weight(new(50, 15)), 1e-12);
        Assert.Equal(0, German.Weight(default), 1e-12);
        Assert.Equal(0, German.Value(default));
    }

    [Fact]
    public void Weights_count_as_rows_at_a_mean_of_1()
    {
        var outcomes = new Outcomes([true, false, false], [2, 6, 4]);
        Assert.Equal(new(3, 0.5), outcomes.Of([0, 1, 2]));
        Assert.Equal(new(3, 1), new Outcomes([true, false, false], null).Of([0, 1, 2]));
    }
}
