using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class EvaluatorTests
{
    [Fact]
    public void The_interval_of_auc_agrees_with_its_analytic_standard_error()
    {
        var rows = Some.TwoNormals(1000, 1.0, seed: 3);
        var report = Evaluator.Holdout(rows);
        var auc = report.Metrics.Auc!.Value;

        // Hanley and McNeil (1982): var = (A(1-A) + (n1-1)(Q1-A^2) + (n0-1)(Q2-A^2)) / (n1 n0), Q1 = A/(2-A), Q2 = 2A^2/(1+A).
        double n1 = rows.Label.Count(l => l), n0 = rows.Label.Length - n1;
        double q1 = auc / (2 - auc), q2 = 2 * auc * auc / (1 + auc);
        var error = Math.Sqrt((auc * (1 - auc) + (n1 - 1) * (q1 - auc * auc) + (n0 - 1) * (q2 - auc * auc)) / (n1 * n0));
        var interval = report.Intervals["auc"];
        Assert.InRange(interval.Low, auc - 1.96 * error * 1.15, auc - 1.96 * error * 0.85);
        Assert.InRange(interval.High, auc + 1.96 * error * 0.85, auc + 1.96 * error * 1.15);
        Assert.Equal(2 * interval.Low - 1, report.Intervals["gini"].Low, 1e-12);
    }

    [Fact]
    public void The_interval_of_accuracy_agrees_with_the_binomial()
    {
        var report = Evaluator.Holdout(Some.TwoNormals(2000, 1.0, seed: 4));
        var error = Math.Sqrt(report.Metrics.Accuracy * (1 - report.Metrics.Accuracy) / 2000);

        Assert.InRange(report.Intervals["accuracy"].High - report.Intervals["accuracy"].Low, 2 * 1.96 * error * 0.9, 2 * 1.96 * error * 1.1);
    }

    [Fact]
    public void Rows_repeated_within_groups_or_blocks_of_time_do_not_narrow_the_interval()
    {
        // Each row ten times: resampled by rows the interval would shrink by the root of ten.
        var rows = Some.TwoNormals(400, 1.0, seed: 5);
        int[] source = [.. Enumerable.Range(0, 4000).Select(i => i / 10)];
        var repeated = new ScoredRows([.. source.Select(i => rows.Probability[i])], [.. source.Select(i => rows.Label[i])]);
        var plain = Width(rows);

        Assert.InRange(Width(repeated) * Math.Sqrt(10), plain * 0.85, plain * 1.15);
        Assert.InRange(Width(repeated with { Group = source }), plain * 0.85, plain * 1.15);
        Assert.InRange(Width(repeated with { Time = [.. source.Select(i => (long)i)] }), plain * 0.85, plain * 1.15);
        Assert.InRange(
            Width(repeated with { Time = [.. source.Select((_, i) => (long)i)], LabelEnd = [.. source.Select((_, i) => i + 30L)] }),
            plain * 0.75, plain * 1.25);
    }

    [Fact]
    public void Two_horizons_of_time_are_too_little_for_an_interval()
    {
        var rows = Some.TwoNormals(100, 1.0, seed: 6);
        long[] time = [.. Enumerable.Range(0, 100).Select(i => (long)i)];

        Assert.Empty(Evaluator.Holdout(rows with { Time = time, LabelEnd = [.. time.Select(t => t + 50)] }).Intervals);
        Assert.NotEmpty(Evaluator.Holdout(rows with { Time = time, LabelEnd = [.. time.Select(t => t + 5)] }).Intervals);
    }

    [Fact]
    public void A_seed_gives_the_same_report_again()
    {
        var rows = Some.TwoNormals(300, 1.0, seed: 7);

        Assert.Equal(Evaluator.Holdout(rows, 1).Intervals, Evaluator.Holdout(rows, 1).Intervals);
        Assert.NotEqual(Evaluator.Holdout(rows, 1).Intervals, Evaluator.Holdout(rows, 2).Intervals);
    }

    [Fact]
    public void The_pooled_report_scores_all_out_of_fold_rows_and_tells_the_spread_over_the_folds()
    {
        bool[] label = [false, true, false, true, true, true];
        long[] time = [1, 2, 3, 4, 5, 6];
        var data = Rows.With(label, time: time);
        Fold first = new([0, 1], [2, 3]), second = new([0, 1, 2, 3], [4, 5]);
        var plan = new FoldPlan("forward", [first, second], []);

        var report = Evaluator.Pooled(data, plan, [new(first, "gam", [0.5, 0.25]), new(second, "logistic", [0.75, 1])], seed: 1);

        // Pooled pairs: 0.5 (no event) against 0.25, 0.75 and 1 (events): two of three concordant.
        Assert.Equal(("forward", 4, 3), (report.Protocol, report.Rows, report.Events));
        Assert.Equal(2.0 / 3, report.Metrics.Auc!.Value, 1e-12);
        Assert.Equal([0.0, null], report.Folds.Select(f => f.Metrics.Auc));
        Assert.Equal(["gam", "logistic"], report.Folds.Select(f => f.Algorithm));
        Assert.Equal([2, 4], report.Folds.Select(f => f.TrainingRows));
        Assert.Equal((new DateTime(5, DateTimeKind.Utc), new DateTime(6, DateTimeKind.Utc)), (report.Folds[1].From, report.Folds[1].To));
        // Accuracies 0 and 1: standard deviation 1/sqrt(2) around their mean 1/2. A single AUC has no spread.
        Assert.Equal(Math.Sqrt(0.5), report.Spread["accuracy"], 1e-12);
        Assert.DoesNotContain("auc", report.Spread.Keys);
        Assert.Null(report.Returns);
    }

    [Theory]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, false, false)]
    [InlineData(false, false, true, false)]
    [InlineData(false, false, true, true)]
    public void Out_of_fold_rows_keep_their_weights_groups_and_times(bool weighted, bool grouped, bool timed, bool ahead)
    {
        var scored = Some.TwoNormals(200, 1.0, seed: 8);
        float[]? weight = weighted ? [.. Enumerable.Range(0, 200).Select(i => 1f + i % 3)] : null;
        int[]? group = grouped ? [.. Enumerable.Range(0, 200).Select(i => i / 4)] : null;
        long[]? time = timed ? [.. Enumerable.Range(0, 200).Select(i => (long)i)] : null;
        long[]? end = ahead ? [.. Enumerable.Range(15, 200).Select(i => (long)i)] : null;
        Fold fold = new([.. Enumerable.Range(0, 100)], [.. Enumerable.Range(100, 100)]);
        ScoredRows plain = new(scored.Probability[100..], scored.Label[100..]);

        var pooled = Evaluator.Pooled(
            Rows.With(scored.Label, group, time, end, weight: weight), new("forward", [fold], []), [new(fold, "gam", plain.Probability)], seed: 1).Intervals;

        Assert.Equal(
            Evaluator.Holdout(plain with { Weight = weight?[100..], Group = group?[100..], Time = time?[100..], LabelEnd = end?[100..] }).Intervals, pooled);
        if (!timed || ahead) Assert.NotEqual(Evaluator.Holdout(plain with { Time = time?[100..] }).Intervals, pooled);
    }

    [Fact]
    public void Returns_are_compared_with_the_mean_of_each_training_window()
    {
        var data = Rows.With([true, false, true, false], time: [1, 2, 3, 4], returns: [0.03, -0.01, 0.02, -0.02]);
        Fold fold = new([0, 1], [2, 3]);

        var report = Evaluator.Pooled(data, new("forward", [fold], []), [new(fold, "gam", [0.6, 0.4], [0.01, 0])], seed: 1);

        // Errors of the forecast 0.01 and -0.02; the training mean is 0.01, its errors 0.01 and -0.03.
        Assert.Equal(Math.Sqrt((0.01 * 0.01 + 0.02 * 0.02) / 2), report.Returns!.Rmse, 1e-12);
        Assert.Equal(Math.Sqrt((0.01 * 0.01 + 0.03 * 0.03) / 2), report.Returns.RmseOfMean, 1e-12);
    }

    private static double Width(ScoredRows rows)
    {
        var interval = Evaluator.Holdout(rows).Intervals["auc"];
        return interval.High - interval.Low;
    }
}
