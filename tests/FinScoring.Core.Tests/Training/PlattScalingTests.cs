using FinScoring.Core.Training;

namespace FinScoring.Core.Tests.Training;

public class PlattScalingTests
{
    private static readonly double[] Scores =
    [
        1.76, 0.4, 0.98, 2.24, 1.87, -0.98, 0.95, -0.15, -0.1, 0.41, 0.14, 1.45, 0.76, 0.12, 0.44, 0.33, 1.49, -0.21, 0.31, -0.85,
        -2.55, 0.65, 0.86, -0.74, 2.27, -1.45, 0.05, -0.19, 1.53, 1.47, 0.15, 0.38, -0.89, -1.98, -0.35, 0.16, 1.23, 1.2, -0.39, -0.3,
    ];

    private const string Labels = "1111011101111111110101001001111100111101";

    [Theory]
    // scikit-learn's sklearn.calibration._sigmoid_calibration(scores, labels[, weights]), whose a and b have the other sign.
    [InlineData(false, 0.9393990, 0.8417486)]
    [InlineData(true, 1.0363538, 0.6619518)]
    public void The_line_is_scikit_learns(bool weighted, double slope, double offset)
    {
        var line = PlattScaling.Line([.. Scores.Select((s, i) => (s, Labels[i] == '1', weighted ? 1.0 + i % 3 : 1))]);
        Assert.Equal(slope, line.Slope, 1e-4);
        Assert.Equal(offset, line.Offset, 1e-4);
    }

    [Fact]
    public void The_line_moves_with_the_scale_of_the_scores()
    {
        var (slope, offset) = PlattScaling.Line([.. Scores.Select((s, i) => (s, Labels[i] == '1', 1.0))]);
        var far = PlattScaling.Line([.. Scores.Select((s, i) => (1e6 + 1e-3 * s, Labels[i] == '1', 1.0))]);
        Assert.Equal(slope, 1e-3 * far.Slope, 1e-3);
        Assert.Equal(offset, far.Offset + 1e6 * far.Slope, 1e-1);
    }

    [Fact]
    public void Scores_that_part_the_classes_or_say_nothing_still_give_a_finite_line()
    {
        Assert.True(double.IsFinite(PlattScaling.Line([(0, false, 1), (1, true, 1)]).Slope));
        // Equal scores: the offset alone, the log-odds of (events + 1) : (others + 1).
        var (slope, offset) = PlattScaling.Line([(5, true, 1), (5, true, 1), (5, false, 1)]);
        Assert.Equal(Math.Log(3.0 / 2), 5 * slope + offset, 0.2);
    }
}
