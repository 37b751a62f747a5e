using FinScoring.Core.Explanation;

namespace FinScoring.Core.Tests.Explanation;

public class TermShareTests
{
    [Fact]
    public void A_linear_model_is_its_weights_times_the_distance_from_the_means()
    {
        // Score = 1 + 2 a - 3 b + 0.5 c. Slots a and b belong to input 0, c to input 2, none to input 1.
        var share = new TermShare(new Terms.Linear(1, [2, -3, 0.5f]), inputs: [0, 0, 2], means: [4, 0, -1], scale: -2);
        Assert.Equal(-2 * (1 + 4 - 1), share.Baseline);
        var contributions = new double[3];
        share.Add([1, 2, 6], contributions);
        Assert.Equal([-2 * (2 - 6 - 4), 0, -2 * (3 + 1)], contributions);
    }

    [Theory]
    [InlineData("gam")]
    [InlineData("logistic")]
    [InlineData("linear")]
    [InlineData("scorecard")]
    public void Terms_add_up_to_the_score_of_MLNet(string algorithm)
    {
        var scorer = ExplainedModels.Load(ExplainedModels.Get(algorithm));
        var terms = Terms.Of(scorer.Predictors[0].Model, scorer.Predictors[0].Slots)!;
        using var row = scorer.Rent();
        foreach (var cells in ExplainedModels.Get(algorithm).Explanation.Rows.Take(50))
        {
            var expected = ExplainedModels.LogOdds(row, cells);
            var score = terms.Bias;
            for (var slot = 0; slot < scorer.Predictors[0].Slots; slot++) score += terms.Of(slot, row.Features(0)[slot]);
            Assert.Equal(expected, scorer.Manifest.LogOdds.Slope * score + scorer.Manifest.LogOdds.Offset, 2e-6);
        }
    }
}
