using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class PopulationWeightsTests
{
    private static readonly Fold Fold = new([0], [1, 2, 3, 4]);

    [Fact]
    public void Rows_are_weighed_to_the_population_s_rate()
    {
        // Half events in the sample, a tenth in the population: an event counts .1 / .5, another row .9 / .5.
        var report = Report([.3, .1, .2, .4], [true, false, true, false], rate: 0.1);

        Assert.Equal(0.1, report.PopulationRate);
        Assert.Equal((.2 * .7 * .7 + 1.8 * .1 * .1 + .2 * .8 * .8 + 1.8 * .4 * .4) / 4, report.Metrics.Brier, 1e-7);
        Assert.Equal(-(.2 * Math.Log(.3 * .2) + 1.8 * Math.Log(.9 * .6)) / 4, report.Metrics.LogLoss, 1e-7);
        Assert.Equal(0.5, report.Metrics.Auc!.Value, 1e-12);
        // Bins of one row each, in the order of probability: |p - y| by weight.
        Assert.Equal((1.8 * .1 + .2 * .8 + .2 * .7 + 1.8 * .4) / 4, report.Metrics.CalibrationError, 1e-7);
        Assert.Equal(report.Metrics.Brier, Assert.Single(report.Folds).Metrics.Brier, 1e-12);
    }

    [Fact]
    public void A_fold_of_one_class_keeps_the_factors_of_all()
    {
        Fold first = new([0], [1, 2]), second = new([0], [3, 4]);
        var data = Rows.With([true, true, true, false, false]);
        var report = Evaluator.Pooled(
            data, new("stratified", [first, second], []), [new(first, "gam", [.6, .7]), new(second, "gam", [.5, .2])], seed: 1, populationRate: 0.1);

        Assert.Equal((.4 * .4 + .3 * .3) / 2, report.Folds[0].Metrics.Brier, 1e-7);
        Assert.Equal((.2 * (.4 * .4 + .3 * .3) + 1.8 * (.5 * .5 + .2 * .2)) / 4, report.Metrics.Brier, 1e-7);
    }

    [Fact]
    public void The_rate_is_known_so_a_resample_does_not_vary_it()
    {
        var random = new Random(2);
        bool[] label = [.. Enumerable.Range(0, 101).Select(_ => random.Next(3) == 0)];
        Fold fold = new([0], [.. Enumerable.Range(1, 100)]);
        var report = Evaluator.Pooled(
            Rows.With(label), new("stratified", [fold], []), [new(fold, "gam", [.. Enumerable.Repeat(0.1, 100)])], seed: 1, populationRate: 0.1);

        // All are forecast the rate: no draw makes that wrong.
        Assert.Equal(0, report.Metrics.CalibrationIntercept!.Value, 1e-6);
        Assert.InRange(report.Intervals["calibrationIntercept"].Low, -1e-6, 0);
        Assert.InRange(report.Intervals["calibrationIntercept"].High, 0, 1e-6);
        Assert.Equal(0.09, report.Intervals["brier"].Low, 1e-6);
    }

    [Fact]
    public void Weights_of_the_file_count_besides()
    {
        // Events weigh 3 and 1, others 2 and 2: half the weight each, so the factors are .2 and 1.8.
        var data = Rows.With([true, true, false, true, false], weight: [1, 3, 2, 1, 2]);
        var report = Evaluator.Pooled(data, new("stratified", [Fold], []), [new(Fold, "gam", [.3, .1, .2, .4])], seed: 1, populationRate: 0.1);

        Assert.Equal((.6 * .49 + 3.6 * .01 + .2 * .64 + 3.6 * .16) / 8, report.Metrics.Brier, 1e-7);
    }

    [Fact]
    public void Without_a_rate_rows_count_as_they_are()
    {
        var report = Report([.3, .1, .2, .4], [true, false, true, false], rate: null);

        Assert.Null(report.PopulationRate);
        Assert.Equal((.49 + .01 + .64 + .16) / 4, report.Metrics.Brier, 1e-12);
    }

    private static EvaluationReport Report(double[] probability, bool[] label, double? rate) => Evaluator.Pooled(
        Rows.With([true, .. label]), new("stratified", [Fold], []), [new(Fold, "gam", probability)], seed: 1, populationRate: rate);
}
