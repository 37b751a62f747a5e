using CsCheck;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class RecalibrationTests
{
    /// <summary>Probabilities strictly between 0 and 1, and outcomes of which neither class lies above the other.</summary>
    private static readonly Gen<(double Probability, bool Label)[]> Overlapping =
        Gen.Select(Gen.Int[1, 19].Select(i => i / 20.0), Gen.Bool).Array[10, 60].Where(
            rows => rows.Any(e => e.Item2 && rows.Any(o => !o.Item2 && o.Item1 > e.Item1))
                && rows.Any(e => e.Item2 && rows.Any(o => !o.Item2 && o.Item1 < e.Item1)));

    [Fact]
    public void Slope_and_intercept_equal_those_of_scikit_learn_and_scipy()
    {
        var metrics = Evaluator.Measure(Some.Probability, Some.Happened);
        var weighted = Evaluator.Measure(Some.Probability, Some.Happened, Some.Weight);

        // scikit-learn 1.2, x = log(p / (1 - p)) as a column:
        // LogisticRegression(penalty='none', solver='newton-cg', tol=1e-14, max_iter=10000).fit(x, y, sample_weight=w).coef_
        Assert.Equal(0.7204544793293871, metrics.CalibrationSlope!.Value, 1e-8);
        Assert.Equal(0.7123493385731846, weighted.CalibrationSlope!.Value, 1e-8);
        // scipy 1.10: brentq(lambda a: (w * (y - expit(x + a))).sum(), -5, 5, xtol=1e-15)
        Assert.Equal(0.35495449991499217, metrics.CalibrationIntercept!.Value, 1e-10);
        Assert.Equal(-0.1754795779119967, weighted.CalibrationIntercept!.Value, 1e-10);
    }

    [Fact]
    public void The_intercept_moves_the_mean_probability_onto_the_event_rate()
        => Overlapping.Sample(rows =>
        {
            var intercept = Measure(rows, x => x).CalibrationIntercept!.Value;
            Assert.Equal(rows.Average(r => r.Label ? 1.0 : 0), rows.Average(r => Sigmoid(LogOdds(r.Probability) + intercept)), 1e-9);
        });

    [Fact]
    public void Halved_log_odds_have_twice_the_slope_and_shifted_ones_the_shift_less_intercept()
        => Overlapping.Sample(rows =>
        {
            var metrics = Measure(rows, x => x);
            Assert.Equal(2 * metrics.CalibrationSlope!.Value, Measure(rows, x => x / 2).CalibrationSlope!.Value, 1e-6);
            Assert.Equal(metrics.CalibrationSlope.Value, Measure(rows, x => x - 1).CalibrationSlope!.Value, 1e-6);
            Assert.Equal(metrics.CalibrationIntercept!.Value + 1, Measure(rows, x => x - 1).CalibrationIntercept!.Value, 1e-6);
        });

    [Fact]
    public void Certain_probabilities_are_clipped_and_still_have_a_slope()
    {
        var metrics = Evaluator.Measure([0, 0, 0, 1, 1, 1], [true, false, false, true, true, false]);

        // One third and two thirds happen: log-odds of -ln 2 and ln 2 for clipped ones of -15 ln 10 and 15 ln 10.
        Assert.Equal(Math.Log(2) / (15 * Math.Log(10)), metrics.CalibrationSlope!.Value, 1e-9);
    }

    [Fact]
    public void Certain_and_wrong_probabilities_are_shifted_until_as_many_events_are_expected_as_happened()
    {
        // Two rows of 1 expect the one event between them, the rest next to nothing: 2 / (1 + exp(-15 ln 10 - a)) = 1.
        var metrics = Evaluator.Measure([0.2, 0.35, 1, 1], [false, true, false, false]);

        Assert.Equal(-15 * Math.Log(10), metrics.CalibrationIntercept!.Value, 1e-9);
    }

    [Fact]
    public void Where_one_probability_separates_the_classes_or_all_are_equal_there_is_an_intercept_but_no_slope()
    {
        Assert.Null(Evaluator.Measure([0.1, 0.2, 0.3], [false, false, true]).CalibrationSlope);
        Assert.Null(Evaluator.Measure([0.1, 0.2, 0.2], [false, false, true]).CalibrationSlope);
        Assert.Null(Evaluator.Measure([0.3, 0.2, 0.1], [false, false, true]).CalibrationSlope);
        var equal = Evaluator.Measure([0.5, 0.5, 0.5, 0.5], [false, false, false, true]);
        Assert.Null(equal.CalibrationSlope);
        Assert.Equal(Math.Log(1.0 / 3), equal.CalibrationIntercept!.Value, 1e-9);
    }

    [Fact]
    public void With_one_class_there_is_neither()
    {
        var metrics = Evaluator.Measure([0.25, 0.75], [true, true]);

        Assert.Null(metrics.CalibrationSlope);
        Assert.Null(metrics.CalibrationIntercept);
    }

    [Fact]
    public void The_interval_of_the_slope_agrees_with_its_asymptotic_standard_error()
    {
        // TwoNormals with a shift of 1 are calibrated, so that the information at the truth, slope 1, gives the standard error.
        var rows = Some.TwoNormals(2000, 1.0, seed: 4);
        double[] x = [.. rows.Probability.Select(LogOdds)], v = [.. rows.Probability.Select(p => p * (1 - p))];
        double s0 = v.Sum(), s1 = v.Zip(x, (a, b) => a * b).Sum(), s2 = v.Zip(x, (a, b) => a * b * b).Sum();
        var intervals = Evaluator.Holdout(rows).Intervals;

        Assert.InRange(Width(intervals["calibrationSlope"]) / (2 * 1.96 * Math.Sqrt(s0 / (s0 * s2 - s1 * s1))), 0.85, 1.15);
        Assert.InRange(Width(intervals["calibrationIntercept"]) / (2 * 1.96 / Math.Sqrt(s0)), 0.85, 1.15);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(1500)]
    public void The_intervals_are_those_of_a_refit_on_each_resample(int count)
    {
        // Above 256 rows a resample moves groups of rows instead: the same limits from the same draws' sums.
        var rows = Some.TwoNormals(count, 1.0, seed: 5);
        var random = new Random(1);
        var refitted = Enumerable.Range(0, 1000).Select(_ => Refitted(rows, random)).ToArray();
        var intervals = Evaluator.Holdout(rows, seed: 1).Intervals;

        Assert.All(Limits(refitted.Select(m => m.CalibrationSlope)).Zip(Ends(intervals["calibrationSlope"])), Near);
        Assert.All(Limits(refitted.Select(m => m.CalibrationIntercept)).Zip(Ends(intervals["calibrationIntercept"])), Near);

        void Near((double Refitted, double Reported) limit) => Assert.Equal(limit.Refitted, limit.Reported, 0.05 / Math.Sqrt(count / 60));
    }

    private static Metrics Refitted(ScoredRows rows, Random random)
    {
        int[] drawn = [.. rows.Label.Select(_ => random.Next(rows.Label.Length))];
        return Evaluator.Measure([.. drawn.Select(i => rows.Probability[i])], [.. drawn.Select(i => rows.Label[i])]);
    }

    private static double[] Ends(Interval interval) => [interval.Low, interval.High];

    /// <summary>2.5 % and 97.5 % of the values that there are.</summary>
    private static double[] Limits(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        return [sorted[(int)(0.025 * sorted.Length)], sorted[(int)(0.975 * sorted.Length)]];
    }

    private static Metrics Measure((double Probability, bool Label)[] rows, Func<double, double> map)
        => Evaluator.Measure([.. rows.Select(r => Sigmoid(map(LogOdds(r.Probability))))], [.. rows.Select(r => r.Label)]);

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    private static double Sigmoid(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static double Width(Interval interval) => interval.High - interval.Low;
}
