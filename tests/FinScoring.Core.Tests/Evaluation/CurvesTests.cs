using CsCheck;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class CurvesTests
{
    private static readonly Gen<(double Probability, bool Label)[]> Scored =
        Gen.Select(Gen.Int[0, 20].Select(i => i / 20.0), Gen.Bool).Array[2, 60]
            .Where(rows => rows.Any(r => r.Item2) && rows.Any(r => !r.Item2));

    [Fact]
    public void The_roc_curve_of_few_rows_is_that_of_scikit_learn_without_points_on_a_line()
    {
        var roc = CurvesOf(Some.Probability, Some.Happened).Roc;

        // scikit-learn 1.2: roc_curve(y, p) in elevenths and ninths, less its second point (0, 1/9), on the line to (0, 3/9).
        Assert.Equal([0, 0, 1, 2, 2, 4, 5, 6, 6, 7, 8, 9, 11], roc.Select(point => Math.Round(11 * point.FalsePositiveRate, 9)));
        Assert.Equal([0, 3, 3, 4, 5, 5, 6, 6, 7, 8, 8, 9, 9], roc.Select(point => Math.Round(9 * point.TruePositiveRate, 9)));
        Assert.Equal([null, .74, .62, .55, .5, .4, .35, .33, .3, .2, .15, .1, .05], roc.Select(point => point.Threshold));
    }

    [Fact]
    public void Each_point_is_what_its_threshold_does()
        => Scored.Sample(rows =>
        {
            var curves = CurvesOf(rows);
            Assert.All(curves.Roc.Skip(1), point =>
            {
                Assert.Equal(rows.Where(r => r.Label).Average(Flagged(point.Threshold)), point.TruePositiveRate, 1e-12);
                Assert.Equal(rows.Where(r => !r.Label).Average(Flagged(point.Threshold)), point.FalsePositiveRate, 1e-12);
            });
            Assert.All(curves.PrecisionRecall.Skip(1), point =>
            {
                Assert.Equal(rows.Where(r => r.Label).Average(Flagged(point.Threshold)), point.Recall, 1e-12);
                Assert.Equal(rows.Where(r => r.Probability >= point.Threshold).Average(r => r.Label ? 1.0 : 0), point.Precision, 1e-12);
            });

            static Func<(double Probability, bool Label), double> Flagged(double? threshold) => row => row.Probability >= threshold ? 1 : 0;
        });

    [Fact]
    public void The_curves_of_many_rows_keep_their_ends_and_area_in_a_hundred_points()
    {
        var rows = Some.TwoNormals(5000, 1.0, seed: 9);
        var report = Evaluator.Holdout(rows);
        var (roc, recall) = (report.Curves!.Roc, report.Curves.PrecisionRecall);

        Assert.Equal((100, 100), (roc.Count, recall.Count));
        Assert.Equal(new RocPoint(0, 0, null), roc[0]);
        Assert.Equal(new RocPoint(1, 1, rows.Probability.Min()), roc[^1]);
        Assert.Equal(new PrecisionRecallPoint(0, 1, null), recall[0]);
        Assert.Equal(new PrecisionRecallPoint(1, report.Events / 5000.0, rows.Probability.Min()), recall[^1]);
        var area = roc.Zip(roc.Skip(1), (a, b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
        Assert.Equal(report.Metrics.Auc!.Value, area, 0.002);
    }

    [Fact]
    public void No_threshold_lies_above_the_hull_of_the_points_that_were_kept()
    {
        var rows = Some.TwoNormals(2000, 1.0, seed: 10);
        var roc = Evaluator.Holdout(rows).Curves!.Roc;
        double events = rows.Label.Count(y => y), others = rows.Label.Length - events;

        // A corner of the hull is best for some price of a false positive: the kept points do as well as all, whatever the price.
        Assert.All(Enumerable.Range(1, 50).Select(i => i / 10.0), price => Assert.Equal(
            rows.Probability.Max(t => Share(true, events, t) - price * Share(false, others, t)),
            roc.Max(point => point.TruePositiveRate - price * point.FalsePositiveRate),
            1e-12));

        double Share(bool label, double all, double threshold)
            => rows.Probability.Where((p, i) => rows.Label[i] == label && p >= threshold).Count() / all;
    }

    [Fact]
    public void The_bins_of_the_calibration_curve_hold_every_row_and_make_up_the_calibration_error()
        => Scored.Sample(rows =>
        {
            var bins = CurvesOf(rows).Calibration;
            var error = bins.Sum(bin => bin.Rows * Math.Abs(bin.Probability - bin.EventRate)) / rows.Length;
            Assert.Equal(rows.Length, bins.Sum(bin => bin.Rows));
            Assert.Equal(Evaluator.Measure([.. rows.Select(r => r.Probability)], [.. rows.Select(r => r.Label)]).CalibrationError, error, 1e-12);
        });

    [Theory]
    [InlineData(2, 4, 0.15003898915214953, 0.8499610108478505)]
    [InlineData(0, 2, 0, 0.6576197724933469)]
    public void The_interval_of_a_bin_is_wilson_s_and_equal_weights_do_not_narrow_it(int events, int rows, double low, double high)
    {
        // scipy 1.10: binomtest(events, rows).proportion_ci(0.95, method='wilson')
        var probability = Enumerable.Repeat(0.3, rows).ToArray();
        bool[] happened = [.. Enumerable.Range(0, rows).Select(i => i < events)];
        var bin = Assert.Single(CurvesOf(probability, happened, [.. probability.Select(_ => 2f)]).Calibration);

        Assert.Equal((rows, (double)events / rows), (bin.Rows, bin.EventRate));
        Assert.Equal(low, bin.Interval.Low, 1e-12);
        Assert.Equal(high, bin.Interval.High, 1e-12);
    }

    [Fact]
    public void Deciles_share_rows_of_equal_probability_that_reach_over_a_border()
    {
        var deciles = CurvesOf(Some.Probability, Some.Happened).Deciles;

        // Two rows each. The pairs at .35 and .20, one event each, are cut by the borders after the 10th and the 14th row.
        double[] events = [2, 1, 1, 1, .5, .5, 1.5, .5, 1, 0], captured = [2, 3, 4, 5, 5.5, 6, 7.5, 8, 9, 9];
        Assert.Equal(Enumerable.Range(1, 10), deciles.Select(d => d.Number));
        Assert.All(deciles, (d, i) =>
        {
            Assert.Equal(2, d.Rows, 1e-12);
            Assert.Equal(events[i], d.Events, 1e-12);
            Assert.Equal(events[i] / 2, d.EventRate, 1e-12);
            Assert.Equal(captured[i] / 9, d.Gain, 1e-12);
            Assert.Equal(events[i] / 2 / (9.0 / 20), d.Lift, 1e-12);
            Assert.Equal(captured[i] / (2 * (i + 1)) / (9.0 / 20), d.CumulativeLift, 1e-12);
        });
        Assert.Equal((.40 + .35) / 2, deciles[4].MeanProbability, 1e-12);
    }

    [Fact]
    public void Deciles_add_up_and_a_weight_of_two_is_the_row_twice_in_any_order()
        => Gen.Select(Scored, Gen.Int[0, 1000]).Sample((rows, seed) =>
        {
            var random = new Random(seed);
            float[] weight = [.. rows.Select(_ => (float)random.Next(1, 4))];
            var weighted = CurvesOf([.. rows.Select(r => r.Probability)], [.. rows.Select(r => r.Label)], weight);
            var repeated = CurvesOf([.. rows.SelectMany((r, i) => Enumerable.Repeat(r, (int)weight[i])).OrderBy(_ => random.Next())]);

            Assert.Equal(weight.Sum(), weighted.Deciles.Sum(d => d.Rows), 1e-9);
            Assert.Equal(rows.Zip(weight).Where(r => r.First.Label).Sum(r => r.Second), weighted.Deciles.Sum(d => d.Events), 1e-9);
            Assert.Equal((1, 1), (Math.Round(weighted.Deciles[^1].Gain, 9), Math.Round(weighted.Deciles[^1].CumulativeLift, 9)));
            Assert.All(weighted.Deciles.Zip(repeated.Deciles), d => Assert.Equal(d.Second.Lift, d.First.Lift, 1e-9));
            Assert.All(weighted.Calibration.Zip(repeated.Calibration), b => Assert.Equal(b.Second.EventRate, b.First.EventRate, 1e-12));
            Assert.Equal(repeated.Roc.Count, weighted.Roc.Count);
        });

    [Fact]
    public void With_one_class_there_is_no_roc_curve_but_a_calibration_curve()
    {
        var curves = CurvesOf([0.25, 0.75], [false, false]);

        Assert.Empty(curves.Roc);
        Assert.Empty(curves.PrecisionRecall);
        Assert.Empty(curves.Deciles);
        Assert.Equal(2, curves.Calibration.Count);
    }

    private static Curves CurvesOf((double Probability, bool Label)[] rows)
        => CurvesOf([.. rows.Select(r => r.Probability)], [.. rows.Select(r => r.Label)]);

    private static Curves CurvesOf(double[] probability, bool[] label, float[]? weight = null)
    {
        var ranked = new RankedScores(probability, label, weight);
        return Curves.Of(ranked.Steps, IsotonicFit.Of(ranked.Steps), new(ranked.Measure(ranked.Weight), [], EffectiveRows.Of(new(probability, label))));
    }
}
