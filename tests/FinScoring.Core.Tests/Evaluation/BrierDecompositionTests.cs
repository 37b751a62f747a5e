using CsCheck;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class BrierDecompositionTests
{
    private static readonly Gen<(int Twentieth, bool Label)[]> Scored = Gen.Select(Gen.Int[0, 20], Gen.Bool).Array[2, 60];

    [Fact]
    public void The_parts_equal_those_from_scikit_learn_s_isotonic_regression()
    {
        var plain = Decomposed(new(Some.Probability, Some.Happened));
        var weighted = Decomposed(new(Some.Probability, Some.Happened) { Weight = Some.Weight });

        // scikit-learn 1.2: fit = IsotonicRegression().fit(p, y, sample_weight=w).predict(p);
        // isotonic = brier_score_loss(y, fit, sample_weight=w), brier = the same of p; r = average(y, weights=w), u = r * (1 - r);
        // miscalibration = brier - isotonic, discrimination = u - isotonic
        Equal(new(0.03748666666666667, 0.07041666666666668, 0.2475, 0.17708333333333334), plain);
        Equal(new(0.048023137730079074, 0.08055078691785789, 0.23684875010521, 0.15629796318735212), weighted);
    }

    [Fact]
    public void The_parts_make_up_the_brier_score_and_none_is_negative()
        => Scored.Sample(rows =>
        {
            var brier = rows.Average(r => Math.Pow(r.Twentieth / 20.0 - (r.Label ? 1 : 0), 2));
            var parts = Decomposed(Of(rows));
            Assert.Equal(brier, parts.Miscalibration - parts.Discrimination + parts.Uncertainty, 1e-12);
            Assert.True(Math.Min(parts.Miscalibration, parts.Discrimination) > -1e-12);
        });

    [Fact]
    public void No_monotone_recalibration_has_a_lower_brier_score()
        => Gen.Select(Scored, Gen.Double[0, 1].Array[21]).Sample((rows, values) =>
        {
            double[] monotone = [.. values.Order()];
            var recalibrated = rows.Average(r => Math.Pow(monotone[r.Twentieth] - (r.Label ? 1 : 0), 2));
            Assert.True(Decomposed(Of(rows)).Isotonic <= recalibrated + 1e-12);
        });

    [Fact]
    public void Pooled_event_rates_rise_and_keep_every_row()
        => Scored.Sample(rows =>
        {
            var steps = new RankedScores([.. rows.Select(r => r.Twentieth / 20.0)], [.. rows.Select(r => r.Label)], null).Steps;
            var blocks = IsotonicFit.Of(steps);
            Assert.All(blocks.Zip(blocks.Skip(1)), pair => Assert.True(pair.First.EventRate < pair.Second.EventRate));
            Assert.Equal((steps.Length, rows.Length), (blocks.Sum(b => b.Steps), (int)blocks.Sum(b => b.Weight)));
        });

    private static void Equal(BrierDecomposition expected, BrierDecomposition actual)
    {
        Assert.Equal(expected.Miscalibration, actual.Miscalibration, 1e-12);
        Assert.Equal(expected.Discrimination, actual.Discrimination, 1e-12);
        Assert.Equal(expected.Uncertainty, actual.Uncertainty, 1e-12);
        Assert.Equal(expected.Isotonic, actual.Isotonic, 1e-12);
    }

    private static ScoredRows Of((int Twentieth, bool Label)[] rows)
        => new([.. rows.Select(r => r.Twentieth / 20.0)], [.. rows.Select(r => r.Label)]);

    private static BrierDecomposition Decomposed(ScoredRows rows)
    {
        var ranked = new RankedScores(rows.Probability, rows.Label, rows.Weight);
        return BrierDecomposition.Of(ranked.Measure().Brier, IsotonicFit.Of(ranked.Steps));
    }
}
