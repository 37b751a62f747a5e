using FinScoring.Core.Normalization;
using FinScoring.Core.Normalization.PerColumn;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Normalization.PerColumn;

public class RankScaleTests
{
    [Fact]
    public void Binning_on_its_values_gives_the_rank_with_ties_in_their_middle()
    {
        // Sixty zeros and forty numbers with a tail: average ranks 30 and 60.5, 61.5, ... 99.5 of 100, counted from 0.
        float[] tail = [.. Enumerable.Range(0, 40).Select(i => MathF.Exp(i / 2f))];
        var ranks = Ranks([.. Enumerable.Repeat(0f, 60), .. tail]);
        Assert.All(ranks.Take(60), r => Assert.Equal(0, r));
        // Of 256 places 178 are between the ends: the rank is exact to one, and half of one at the ends.
        for (var i = 0; i < 40; i++) Assert.Equal((60.5 + i - 30) / (99.5 - 30), ranks[60 + i], 1.5 / 177);
    }

    [Fact]
    public void Beyond_the_values_seen_the_rank_is_that_of_the_end()
        => Assert.Equal([0, 1], Ranks([1, 2, 3, 4], [-1e30f, float.MaxValue]));

    [Fact]
    public void One_value_is_all_the_same()
        => Assert.Single(RankScale.Values([5, 5, 5]).Distinct());

    private static float[] Ranks(float[] learned, float[]? asked = null)
    {
        Array.Sort(learned);
        var ranks = new MLContext(1).Transforms.NormalizeBinning("x", maximumBinCount: RankScale.Places, fixZero: false)
            .Fit(View(RankScale.Values(learned)));
        return [.. ranks.Transform(View(asked ?? learned)).GetColumn<float[]>("x").Select(x => x[0])];
    }

    private static VectorRows View(float[] values) => new("x", Array.ConvertAll(values, v => new[] { v }));
}
