using CsCheck;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class MetricsTests
{
    private static readonly Gen<(double Probability, bool Label)[]> Scored =
        Gen.Select(Gen.Int[0, 20].Select(i => i / 20.0), Gen.Bool).Array[2, 60]
            .Where(rows => rows.Any(r => r.Item2) && rows.Any(r => !r.Item2));

    [Fact]
    public void Metrics_equal_those_of_scikit_learn()
    {
        var metrics = Evaluator.Measure(Some.Probability, Some.Happened);

        // scikit-learn 1.2: roc_auc_score(y, p), log_loss(y, p), brier_score_loss(y, p), accuracy_score(y, p >= .5);
        // KS: fpr, tpr, _ = roc_curve(y, p); max(abs(tpr - fpr))
        Assert.Equal(0.7070707070707071, metrics.Auc!.Value, 1e-12);
        Assert.Equal(2 * 0.7070707070707071 - 1, metrics.Gini!.Value, 1e-12);
        Assert.Equal(0.37373737373737376, metrics.Ks!.Value, 1e-12);
        // average_precision_score(y, p); low = p <= .4; 2 * roc_auc_score(y[low], p[low]) - 1
        Assert.Equal(0.7220224220224221, metrics.PrAuc!.Value, 1e-12);
        Assert.Equal(0.15625, metrics.PartialGini!.Value, 1e-12);
        // scipy 1.10: 1 - L / M, L and M the integrals (quad, between the kinks) over c of beta(1 + r, 2 - r).pdf(c) times
        // min over thresholds t of c * (1 - r) * mean(p[y == 0] >= t) + (1 - c) * r * mean(p[y == 1] < t), and of
        // min(c * (1 - r), (1 - c) * r), r = mean(y)
        Assert.Equal(0.28556570700327755, metrics.HMeasure!.Value, 1e-11);
        Assert.Equal(0.6198131626260281, metrics.LogLoss, 1e-12);
        Assert.Equal(0.21457, metrics.Brier, 1e-12);
        Assert.Equal(0.7, metrics.Accuracy, 1e-12);
        // confusion_matrix(y, p >= .5).ravel() = tn 9, fp 2, fn 4, tp 5
        Assert.Equal(new ConfusionMatrix(TruePositive: 5, FalsePositive: 2, TrueNegative: 9, FalseNegative: 4), metrics.Confusion);
    }

    [Fact]
    public void Weighted_metrics_equal_those_of_scikit_learn_with_sample_weight()
    {
        var metrics = Evaluator.Measure(Some.Probability, Some.Happened, Some.Weight);

        // The same calls with sample_weight=w.
        Assert.Equal(0.7128642501776831, metrics.Auc!.Value, 1e-12);
        Assert.Equal(0.42857142857142855, metrics.Ks!.Value, 1e-12);
        Assert.Equal(0.7044489356280748, metrics.PrAuc!.Value, 1e-12);
        Assert.Equal(0.20930232558139528, metrics.PartialGini!.Value, 1e-12);
        Assert.Equal(0.3390996186748475, metrics.HMeasure!.Value, 1e-11);
        Assert.Equal(0.5894286388614385, metrics.LogLoss, 1e-12);
        Assert.Equal(0.2043211009174312, metrics.Brier, 1e-12);
        Assert.Equal(0.6697247706422018, metrics.Accuracy, 1e-12);
        Assert.Equal(20, metrics.Confusion.TruePositive + metrics.Confusion.FalsePositive + metrics.Confusion.TrueNegative + metrics.Confusion.FalseNegative);
    }

    [Fact]
    public void Calibration_error_equals_that_of_scikit_learn_quantile_bins()
    {
        const int n = 40;
        double[] probability = [.. Enumerable.Range(0, n).Select(i => (i * 7 % n + .5) / n)];
        bool[] happened = [.. probability.Select((p, i) => p * p * 1.2 > (i * 13 % n + .5) / n)];

        // f, m = calibration_curve(y, p, n_bins=10, strategy='quantile'); mean(abs(f - m)), bins being of equal mass
        Assert.Equal(16, happened.Count(y => y));
        Assert.Equal(0.15, Evaluator.Measure(probability, happened).CalibrationError, 1e-12);
    }

    [Fact]
    public void Auc_is_the_share_of_concordant_pairs_and_ties_count_half()
        => Scored.Sample(rows =>
        {
            var events = rows.Where(r => r.Label).ToArray();
            var others = rows.Where(r => !r.Label).ToArray();
            var pairs = events.SelectMany(_ => others, (e, o) => e.Probability > o.Probability ? 1 : e.Probability < o.Probability ? 0 : 0.5);
            Assert.Equal(pairs.Average(), Measure(rows).Auc!.Value, 1e-12);
        });

    [Fact]
    public void Ks_is_the_largest_gap_between_the_classes_shares_at_any_threshold()
        => Scored.Sample(rows =>
        {
            var gaps = rows.Select(t => Math.Abs(Share(rows, true, t.Probability) - Share(rows, false, t.Probability)));
            Assert.Equal(gaps.Max(), Measure(rows).Ks!.Value, 1e-12);
        });

    [Fact]
    public void Pr_auc_is_the_events_mean_precision_and_only_the_order_counts()
        => Scored.Sample(rows =>
        {
            var precision = rows.Where(e => e.Label).Select(e => rows.Where(r => r.Probability >= e.Probability).Average(r => r.Label ? 1.0 : 0));
            Assert.Equal(precision.Average(), Measure(rows).PrAuc!.Value, 1e-12);
            Assert.Equal(Measure(rows).PrAuc!.Value, Measure([.. rows.Select(r => (Math.Pow(r.Probability, 3) / 2, r.Label))]).PrAuc!.Value, 1e-12);
        });

    [Fact]
    public void The_partial_gini_is_that_of_the_rows_up_to_two_fifths_and_null_where_these_have_one_class()
        => Scored.Sample(rows =>
        {
            var low = rows.Where(r => r.Probability <= 0.4).ToArray();
            var expected = low.Length == 0 ? null : Measure(low).Gini;
            Assert.Equal(expected ?? 2, Measure(rows).PartialGini ?? 2, 1e-12);
        });

    [Fact]
    public void Where_no_row_is_above_two_fifths_the_partial_gini_is_the_gini()
    {
        var metrics = Evaluator.Measure([0.1, 0.2, 0.3, 0.4], [false, true, false, true]);

        Assert.Equal(0.5, metrics.Gini!.Value, 1e-12);
        Assert.Equal(metrics.Gini, metrics.PartialGini);
    }

    [Fact]
    public void The_h_measure_is_0_where_all_rows_are_equal_1_where_the_classes_are_apart_and_only_the_order_counts()
        => Scored.Sample(rows =>
        {
            Assert.Equal(0, Measure([.. rows.Select(r => (0.3, r.Label))]).HMeasure!.Value, 1e-12);
            Assert.Equal(1, Measure([.. rows.Select(r => (r.Label ? 0.3 : 0.2, r.Label))]).HMeasure!.Value, 1e-12);
            var h = Measure(rows).HMeasure!.Value;
            Assert.InRange(h, -1e-12, 1 + 1e-12);
            Assert.Equal(h, Measure([.. rows.Select(r => (Math.Pow(r.Probability, 3) / 2, r.Label))]).HMeasure!.Value, 1e-12);
        });

    [Fact]
    public void With_half_the_rows_events_the_h_measure_of_two_blocks_follows_from_the_beta_distribution_by_hand()
    {
        // Rates of 1/5 and 4/5. A cost under Beta(3/2, 3/2), (8 / pi) sqrt(c (1 - c)), is below 1/5 with probability
        // I = (2 / pi) (asin(sqrt(1/5)) - 3/5 * 2/5), and its mean there, J, follows by parts:
        // J = I / 2 - (8 / (3 pi)) (1/5 * 4/5)^(3/2). A block of n rows at rate 1/5 loses n (4/5 J + 1/5 (1/2 - I + J)), as does
        // one at 4/5; where all are alike, I = 1/2 and J = 1/4 - 1 / (3 pi).
        double i = 2 / Math.PI * (Math.Asin(Math.Sqrt(0.2)) - 0.24), j = i / 2 - 8 / (3 * Math.PI) * Math.Pow(0.16, 1.5);
        double whole = 0.25 - 1 / (3 * Math.PI);
        var metrics = Evaluator.Measure(
            [.. Enumerable.Repeat(0.2, 5), .. Enumerable.Repeat(0.8, 5)], [true, false, false, false, false, true, true, true, true, false]);

        Assert.Equal(1 - (0.8 * j + 0.2 * (0.5 - i + j)) / whole, metrics.HMeasure!.Value, 1e-12);
    }

    [Fact]
    public void A_weight_of_two_is_the_row_twice_and_the_order_of_rows_does_not_matter()
        => Gen.Select(Scored, Gen.Int[0, 1000]).Sample((rows, seed) =>
        {
            var random = new Random(seed);
            float[] weight = [.. rows.Select(_ => (float)random.Next(1, 4))];
            var weighted = Evaluator.Measure([.. rows.Select(r => r.Probability)], [.. rows.Select(r => r.Label)], weight);
            var repeated = rows.SelectMany((r, i) => Enumerable.Repeat(r, (int)weight[i])).OrderBy(_ => random.Next()).ToArray();
            var plain = Measure(repeated);
            Assert.Equal(plain.Auc!.Value, weighted.Auc!.Value, 1e-12);
            Assert.Equal(plain.Ks!.Value, weighted.Ks!.Value, 1e-12);
            Assert.Equal(plain.PrAuc!.Value, weighted.PrAuc!.Value, 1e-12);
            Assert.Equal(plain.PartialGini ?? 2, weighted.PartialGini ?? 2, 1e-12);
            Assert.Equal(plain.HMeasure!.Value, weighted.HMeasure!.Value, 1e-12);
            Assert.Equal(plain.LogLoss, weighted.LogLoss, 1e-12);
            Assert.Equal(plain.Brier, weighted.Brier, 1e-12);
            Assert.Equal(plain.CalibrationError, weighted.CalibrationError, 1e-12);
            // Where certain probabilities are wrong the likelihood is flat for miles, and its top known to fewer digits.
            Assert.Equal(plain.CalibrationIntercept!.Value, weighted.CalibrationIntercept!.Value, 1e-4);
        });

    [Fact]
    public void Thousands_of_distinct_probabilities_count_as_a_few_do()
    {
        // By hand over all pairs, thresholds and tenths of 3,000 rows, most of them below the limit of the partial Gini.
        const int n = 3000;
        var random = new Random(7);
        (double Probability, bool Label)[] rows = [.. Enumerable.Range(0, n).Select(i => Math.Pow((i + 0.5) / n, 2)).Select(p => (p, random.NextDouble() < p))];
        var (events, others) = (rows.Where(r => r.Label).ToArray(), rows.Where(r => !r.Label).ToArray());
        var metrics = Measure([.. rows.OrderBy(_ => random.Next())]);

        Assert.Equal(Concordant(1), metrics.Auc!.Value, 1e-12);
        Assert.Equal(2 * Concordant(0.4) - 1, metrics.PartialGini!.Value, 1e-12);
        Assert.Equal(rows.Max(r => Math.Abs(Share(rows, true, r.Probability) - Share(rows, false, r.Probability))), metrics.Ks!.Value, 1e-12);
        Assert.Equal(
            events.Average(e => (double)events.Count(x => x.Probability >= e.Probability) / rows.Count(x => x.Probability >= e.Probability)),
            metrics.PrAuc!.Value, 1e-12);
        var tenths = rows.Chunk(n / 10).ToArray();
        Assert.Equal(tenths.Average(t => Math.Abs(t.Average(r => r.Probability) - t.Average(r => r.Label ? 1.0 : 0))), metrics.CalibrationError, 1e-12);
        Assert.Equal(rows.Average(r => Math.Pow(r.Probability - (r.Label ? 1 : 0), 2)), metrics.Brier, 1e-12);
        Assert.Equal(rows.Average(r => -Math.Log(r.Label ? r.Probability : 1 - r.Probability)), metrics.LogLoss, 1e-12);
        Assert.Equal(rows.Average(r => r.Probability >= 0.5 == r.Label ? 1.0 : 0), metrics.Accuracy, 1e-12);
        var ranked = new RankedScores([.. rows.Select(r => r.Probability)], [.. rows.Select(r => r.Label)], null);
        Assert.Equal(tenths.Reverse().Select(t => (double)t.Count(r => r.Label)), ranked.Measure(ranked.Weight).Deciles.Select(d => d.Events), (a, b) => Math.Abs(a - b) < 1e-9);

        double Concordant(double most) => events.Where(e => e.Probability <= most)
            .SelectMany(_ => others.Where(o => o.Probability <= most), (e, o) => e.Probability > o.Probability ? 1.0 : 0).Average();
    }

    [Fact]
    public void With_one_class_there_is_no_auc_but_a_log_loss()
    {
        var metrics = Evaluator.Measure([0.25, 0.75], [true, true]);

        Assert.Null(metrics.Auc);
        Assert.Null(metrics.Gini);
        Assert.Null(metrics.Ks);
        Assert.Null(metrics.PrAuc);
        Assert.Null(metrics.PartialGini);
        Assert.Null(metrics.HMeasure);
        Assert.Equal(-(Math.Log(0.25) + Math.Log(0.75)) / 2, metrics.LogLoss, 1e-12);
    }

    [Fact]
    public void A_certain_and_wrong_probability_costs_the_clipped_log_loss()
        => Assert.Equal(-Math.Log(1e-15), Evaluator.Measure([1], [false]).LogLoss, 1e-9);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1.5)]
    public void What_is_no_probability_is_refused(double probability)
        => Assert.Throws<ArgumentException>(() => Evaluator.Measure([0.5, probability], [true, false]));

    private static Metrics Measure((double Probability, bool Label)[] rows)
        => Evaluator.Measure([.. rows.Select(r => r.Probability)], [.. rows.Select(r => r.Label)]);

    private static double Share((double Probability, bool Label)[] rows, bool label, double threshold)
        => rows.Where(r => r.Label == label).Average(r => r.Probability <= threshold ? 1.0 : 0);
}
