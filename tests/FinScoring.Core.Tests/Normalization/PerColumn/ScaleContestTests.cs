using FinScoring.Core.Normalization.Binning;
using FinScoring.Core.Normalization.PerColumn;

namespace FinScoring.Core.Tests.Normalization.PerColumn;

public class ScaleContestTests
{
    private const int Rows = 6000;

    private static readonly (int[] Train, int[] Test)[] Folds =
    [
        .. Enumerable.Range(0, 3).Select(f => (Some(r => r % 3 != f), Some(r => r % 3 == f))),
    ];

    [Theory]
    [InlineData("a line", ColumnScale.MeanVariance)]
    [InlineData("noise", ColumnScale.MeanVariance)]
    [InlineData("a long tail", ColumnScale.Rank)]
    [InlineData("codes", ColumnScale.Levels)]
    [InlineData("a step at each end", ColumnScale.WeightOfEvidence)]
    [InlineData("a valley", ColumnScale.Curve)]
    public void The_scale_that_fits_the_planted_log_odds_is_chosen(string planted, ColumnScale expected)
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, Rows).Select(_ => Value(planted, random))];
        var choice = ScaleContest.Decide(values, Outcomes(values, planted, random), Folds, apart: true);
        Assert.Equal(expected, choice.Scale);
        // What was planted is known: no forecast can do better, but for chance, and the choice comes near.
        var ideal = values.Average(v => Entropy(LogOdds(planted, v)));
        Assert.InRange(choice.Loss!.Value, ideal - 0.02, ideal + 0.02);
        Assert.InRange(choice.StandardizedLoss!.Value - choice.Loss!.Value, expected == ColumnScale.MeanVariance ? 0 : 0.005, 1);
    }

    [Fact]
    public void Codes_that_may_take_no_steps_of_their_own_become_a_curve()
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, Rows).Select(_ => Value("codes", random))];
        Assert.Equal(ColumnScale.Curve, ScaleContest.Decide(values, Outcomes(values, "codes", random), Folds, apart: false).Scale);
    }

    [Fact]
    public void Without_folds_or_with_two_values_a_column_is_standardized()
    {
        var outcomes = new Outcomes([.. Enumerable.Range(0, 60).Select(i => i % 4 == 0)], null);
        float[] many = [.. Enumerable.Range(0, 60).Select(i => (float)i)], two = [.. Enumerable.Range(0, 60).Select(i => (float)(i % 2))];
        Assert.Equal(new(ColumnScale.MeanVariance), ScaleContest.Decide(many, outcomes, [], apart: true));
        (int[], int[])[] folds = [([.. Enumerable.Range(0, 40)], [.. Enumerable.Range(40, 20)])];
        Assert.Equal(new(ColumnScale.MeanVariance), ScaleContest.Decide(two, outcomes, folds, apart: true));
    }

    [Fact]
    public void Missing_values_decide_nothing()
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, Rows).Select(_ => Value("codes", random))];
        bool[] label = [.. values.Select(v => random.NextDouble() < 1 / (1 + Math.Exp(-LogOdds("codes", v))))];
        var choice = ScaleContest.Decide(values, new(label, null), Folds, apart: true);

        // Three rows with no value behind each: the same folds of the rows that have one.
        float[] gaps = [.. Enumerable.Range(0, 4 * Rows).Select(r => r < Rows ? values[r] : float.NaN)];
        bool[] more = [.. Enumerable.Range(0, 4 * Rows).Select(r => r < Rows && label[r])];
        var folds = Folds.Select(f => (f.Train, f.Test.Concat(Enumerable.Range(Rows, 3 * Rows)).ToArray())).ToArray();
        Assert.Equal(choice, ScaleContest.Decide(gaps, new(more, null), folds, apart: true));
    }

    [Fact]
    public void A_forecast_is_near_another_within_the_standard_error_of_their_difference()
    {
        // Of 100 rows with the event in a cell, half are forecast at log-odds 0 and half at 1 by one, the other way round by the other.
        RowLosses Of(double a, double b) => new([([new(50, 50), new(50, 50)], [a, b])]);
        Assert.Equal(Math.Log(2) / 2 + Math.Log(1 + Math.Exp(-1)) / 2, Of(0, 1).Mean, 12);
        Assert.True(Of(0, 1).IsNear(Of(1, 0)));
        // Differences d and 0 by halves: mean d / 2, standard error d / 2 / sqrt(100).
        Assert.False(Of(0, 0).IsNear(Of(0, 1)));
    }

    private static Outcomes Outcomes(float[] values, string planted, Random random)
        => new([.. values.Select(v => random.NextDouble() < 1 / (1 + Math.Exp(-LogOdds(planted, v))))], null);

    private static float Value(string planted, Random random) => planted switch
    {
        "codes" => random.Next(12),
        "a long tail" => (float)Math.Exp(20 * random.NextDouble()),
        _ => (float)PlantedData.Normal(random),
    };

    private static double LogOdds(string planted, double x) => planted switch
    {
        "a line" => x,
        "a long tail" => Math.Log(x) / 5 - 2,
        "codes" => (int)x % 2 == 0 ? 1 : -1,
        "a step at each end" => x < -1.4 ? 2 : x < 1.5 ? -1 : 1.5,
        "a valley" => 1.2 * Math.Abs(x) - 1,
        _ => 0,
    };

    private static double Entropy(double logOdds)
    {
        var p = 1 / (1 + Math.Exp(-logOdds));
        return -(p * Math.Log(p) + (1 - p) * Math.Log(1 - p));
    }

    private static int[] Some(Func<int, bool> which) => [.. Enumerable.Range(0, Rows).Where(which)];
}
