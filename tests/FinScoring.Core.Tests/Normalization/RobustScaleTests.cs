using FinScoring.Core.Normalization;

namespace FinScoring.Core.Tests.Normalization;

public class RobustScaleTests
{
    [Fact]
    public void Median_and_interquartile_range_are_numpys()
        // numpy.median and numpy.percentile of the same numbers.
        => Assert.Equal((3.0, 6.0), RobustScale.Of([40, 2, 1, 7, 2, 9, 3]));

    [Fact]
    public void Where_the_middle_half_is_one_value_the_spread_of_all_counts()
    {
        double[] values = [0, 0, 0, 0, 0, 0, 0, 0, 0, 10];
        // Mean 1, variance (9 * 1 + 81) / 10 = 9, deviation 3; a normal distribution's quartiles are 1.349 deviations apart.
        Assert.Equal(1.349 * 3, RobustScale.Of(values).Range, 1e-12);
    }

    [Fact]
    public void One_value_or_none_has_a_range_of_one()
    {
        Assert.Equal((4.0, 1.0), RobustScale.Of([4, 4, 4]));
        Assert.Equal((0.0, 1.0), RobustScale.Of([]));
    }
}
