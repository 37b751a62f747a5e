using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class IntervalTests
{
    [Fact]
    public void Every_metric_has_an_interval_around_it_and_so_has_every_decile()
    {
        var report = Evaluator.Holdout(Some.TwoNormals(500, 1.0, seed: 20));
        var metrics = MetricValues.Resampled(report.Metrics).Append(("calibrationError", report.Metrics.CalibrationError));

        Assert.Equal(
            [
                "accuracy", "auc", "brier", "calibrationError", "calibrationIntercept", "calibrationSlope", "gini", "hMeasure", "ks", "logLoss",
                "partialGini", "prAuc",
            ],
            report.Intervals.Keys.Order(StringComparer.Ordinal));
        Assert.All(metrics, m => Assert.InRange(m.Value!.Value, report.Intervals[m.Name].Low, report.Intervals[m.Name].High));
        Assert.All(report.Curves!.Deciles, d => Assert.InRange(d.Gain, d.GainInterval!.Low - 0.02, d.GainInterval.High + 0.02));
        Assert.All(report.Curves.Deciles, d => Assert.InRange(d.Lift, d.LiftInterval!.Low, d.LiftInterval.High));
    }

    [Fact]
    public void The_intervals_but_of_what_is_the_best_of_many_are_those_of_measuring_rows_drawn_anew()
    {
        var rows = Some.TwoNormals(300, 1.0, seed: 21);
        var random = new Random(3);
        var drawn = Enumerable.Range(0, 1000).Select(_ => Redrawn(rows, random)).SelectMany(MetricValues.Resampled)
            .Where(v => v.Name is not ("ks" or "hMeasure")).GroupBy(v => v.Name, v => v.Value!.Value).ToDictionary(g => g.Key, g => g.Order().ToArray());
        var intervals = Evaluator.Holdout(rows).Intervals;

        // The same limits from other draws: a fortieth of a thousand is known to within a tenth of the width.
        Assert.All(drawn, metric =>
        {
            var tolerance = 0.1 * (metric.Value[974] - metric.Value[25]);
            Assert.Equal(metric.Value[25], intervals[metric.Key].Low, tolerance);
            Assert.Equal(metric.Value[974], intervals[metric.Key].High, tolerance);
        });
    }

    [Fact]
    public void The_intervals_of_log_loss_and_brier_are_those_of_a_mean()
    {
        var rows = Some.TwoNormals(2000, 1.0, seed: 22);
        var intervals = Evaluator.Holdout(rows).Intervals;

        Near(intervals["logLoss"], [.. rows.Probability.Zip(rows.Label, (p, y) => -Math.Log(y ? p : 1 - p))]);
        Near(intervals["brier"], [.. rows.Probability.Zip(rows.Label, (p, y) => y ? (1 - p) * (1 - p) : p * p)]);

        static void Near(Interval interval, double[] losses)
        {
            var mean = losses.Average();
            var error = Math.Sqrt(losses.Average(l => (l - mean) * (l - mean)) / losses.Length);
            Assert.InRange((interval.High - interval.Low) / (2 * 1.96 * error), 0.9, 1.1);
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.6)]
    public void The_interval_of_the_calibration_error_holds_the_true_one_whether_or_not_there_is_any(double slope)
    {
        // Log-odds x happen at slope * x. The true error is that of a large sample, whose own noise is a thirtieth of theirs.
        var large = Sample(200_000, slope, 1);
        var truth = Evaluator.Measure(large.Probability, large.Label).CalibrationError;
        var held = Enumerable.Range(0, 40).Count(seed =>
        {
            var interval = Evaluator.Holdout(Sample(200, slope, 100 + seed)).Intervals["calibrationError"];
            return interval.Low <= truth && truth <= interval.High;
        });

        // Of 40 intervals 38 on average at 95 %, and 35 or more in 19 of 20 tries.
        Assert.InRange(held, 35, 40);
    }

    [Fact]
    public void The_first_decile_s_lift_varies_as_the_binomial_says()
    {
        var report = Evaluator.Holdout(Some.TwoNormals(4000, 1.0, seed: 23));
        var first = report.Curves!.Deciles[0];

        // Its event rate is a mean of 400; half the rows are events, which varies too, but ten times less in square.
        var error = Math.Sqrt(first.EventRate * (1 - first.EventRate) / 400) / 0.5;
        Assert.InRange((first.LiftInterval!.High - first.LiftInterval.Low) / (2 * 1.96 * error), 0.7, 1.3);
        Assert.Equal(first.LiftInterval.High / 10, first.GainInterval!.High, 1e-12);
    }

    [Fact]
    public void Too_little_that_is_independent_leaves_deciles_without_intervals()
        => Assert.All(Evaluator.Holdout(new([0.1, 0.2, 0.3, 0.4], [false, true, false, true])).Curves!.Deciles, d => Assert.Null(d.LiftInterval));

    private static ScoredRows Sample(int rows, double slope, int seed)
    {
        var random = new Random(seed);
        double[] logOdds = [.. Enumerable.Range(0, rows).Select(_ => 1.2 * PlantedData.Normal(random) - 1)];
        return new(
            Array.ConvertAll(logOdds, x => 1 / (1 + Math.Exp(-x))),
            Array.ConvertAll(logOdds, x => random.NextDouble() < 1 / (1 + Math.Exp(-slope * x))));
    }

    private static Metrics Redrawn(ScoredRows rows, Random random)
    {
        int[] drawn = [.. rows.Label.Select(_ => random.Next(rows.Label.Length))];
        return Evaluator.Measure([.. drawn.Select(i => rows.Probability[i])], [.. drawn.Select(i => rows.Label[i])]);
    }
}
