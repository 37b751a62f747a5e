using CsCheck;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class IsotonicRecalibrationTests
{
    [Theory]
    [InlineData(false, 0.32957029478458055, -0.11500029478458054)]
    [InlineData(true, 0.3619610414864146, -0.15763994056898342)]
    public void Each_fold_is_recalibrated_by_the_other_as_scikit_learn_does_it(bool weighted, double brier, double saved)
    {
        // scikit-learn 1.2, every other row in the other fold o: IsotonicRegression(out_of_bounds='clip')
        // .fit(p[o], y[o], sample_weight=w[o]).predict(p[~o]), then the mean squared error by weight, of p and of that.
        Fold even = new([.. Odd], [.. Even]), odd = new([.. Even], [.. Odd]);
        var data = Rows.With(Some.Happened, weight: weighted ? Some.Weight : null);
        var report = Evaluator.Pooled(data, new("stratified", [even, odd], []), [Result(even), Result(odd)], seed: 1);

        Assert.Equal(brier, report.Isotonic!.Brier, 1e-7);
        Assert.Equal(saved, report.Isotonic.BrierSaved, 1e-7);
        Assert.Equal(report.Metrics.Brier, report.Isotonic.Brier + report.Isotonic.BrierSaved, 1e-12);
        Assert.InRange(report.Isotonic.BrierSaved, report.Isotonic.Interval!.Low, report.Isotonic.Interval.High);
    }

    [Fact]
    public void Where_probabilities_are_too_high_it_saves_what_they_cost_and_where_they_are_right_nothing()
    {
        var rows = Some.TwoNormals(4000, 1.0, seed: 12);
        double[] wrong = Array.ConvertAll(rows.Probability, Math.Sqrt);
        var (right, high) = (Of(rows), Of(rows with { Probability = wrong }));

        Assert.InRange(right.BrierSaved, -0.003, 0.001);
        Assert.True(right.Interval!.Low < 0);
        // Both have the same order, so the same remains after an ideal recalibration: that of the right ones.
        Assert.Equal(Brier(wrong) - Brier(rows.Probability), high.BrierSaved, 0.003);
        Assert.InRange(high.Interval!.Low, 0.01, high.BrierSaved);
        Assert.InRange(high.CalibrationError, 0, 0.03);

        double Brier(double[] probability) => Evaluator.Measure(probability, rows.Label).Brier;
    }

    [Fact]
    public void A_single_fold_or_a_labelled_file_has_none()
    {
        Fold fold = new([.. Even], [.. Odd]);

        Assert.Null(Evaluator.Holdout(new(Some.Probability, Some.Happened)).Isotonic);
        Assert.Null(Evaluator.Pooled(Rows.With(Some.Happened), new("forward", [fold], []), [Result(fold)], seed: 1).Isotonic);
    }

    [Fact]
    public void The_map_rises_and_gives_each_block_its_event_rate()
        => Gen.Select(Gen.Int[0, 20].Select(i => i / 20.0), Gen.Bool).Array[2, 60].Sample(rows =>
        {
            var steps = new RankedScores([.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)], null).Steps;
            var map = new IsotonicMap(steps);
            var along = Enumerable.Range(0, 201).Select(i => map.At(i / 200.0)).ToArray();

            Assert.Equal(along.Order(), along);
            Assert.Equal(rows.Count(r => r.Item2), rows.Sum(r => map.At(r.Item1)), 1e-9);
        });

    private static IEnumerable<int> Even => Enumerable.Range(0, 10).Select(i => 2 * i);

    private static IEnumerable<int> Odd => Even.Select(i => i + 1);

    private static FoldResult Result(Fold fold) => new(fold, "gam", Array.ConvertAll(fold.Test, r => Some.Probability[r]));

    private static IsotonicRecalibration Of(ScoredRows rows)
    {
        var ranked = new RankedScores(rows.Probability, rows.Label, null);
        var trial = IsotonicTrial.Of(rows, ranked, [1000, 1000, 1000, 1000])!;
        return trial.Report(ranked.Weight, Bootstrap.Measure(rows, ranked, seed: 1, new() { MaxDegreeOfParallelism = 2 }, trial.Saved));
    }
}
