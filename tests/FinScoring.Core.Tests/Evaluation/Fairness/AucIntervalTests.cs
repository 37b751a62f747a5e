using FinScoring.Core.Evaluation;
using FinScoring.Core.Evaluation.Fairness;

namespace FinScoring.Core.Tests.Evaluation.Fairness;

public class AucIntervalTests
{
    [Theory]
    [InlineData(0.5, 21, 300)]
    [InlineData(0.75, 21, 300)]
    [InlineData(0.95, 21, 300)]
    [InlineData(0.75, 40, 40)]
    public void Of_a_hundred_intervals_about_ninety_five_hold_the_truth(double auc, int positives, int negatives)
    {
        const int Files = 1_000;
        var random = new Random(positives);
        // Of two normals apart by d, AUC = Phi(d / sqrt 2): d = 0, .9539, 2.3262 for .5, .75, .95.
        var apart = auc switch { 0.5 => 0, 0.75 => 0.95387, _ => 2.32617 };
        var covered = 0;
        for (var file = 0; file < Files; file++)
        {
            double[] score = [.. Enumerable.Range(0, positives + negatives).Select(i => PlantedData.Normal(random) + (i < positives ? apart : 0))];
            var found = Evaluator.Measure([.. score.Select(s => 1 / (1 + Math.Exp(-s)))], [.. score.Select((_, i) => i < positives)]).Auc!.Value;
            var interval = AucInterval.Of(found, positives, negatives);
            if (interval.Low <= auc && auc <= interval.High) covered++;
        }

        // Four standard errors of a share of .95 of a thousand, and a little for an approximation.
        Assert.InRange(covered, 915, 985);
    }

    [Fact]
    public void An_auc_of_one_has_an_interval_that_few_rows_widen()
    {
        var (few, many) = (AucInterval.Of(1, 20, 200), AucInterval.Of(1, 2_000, 20_000));

        Assert.Equal((1, 1), (few.High, many.High), (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-9);
        Assert.InRange(few.Low, .7, .95);
        Assert.InRange(many.Low, .99, 1);
        var coin = AucInterval.Of(0.5, 50, 50);
        Assert.Equal(1, coin.Low + coin.High, 1e-9);
    }
}
