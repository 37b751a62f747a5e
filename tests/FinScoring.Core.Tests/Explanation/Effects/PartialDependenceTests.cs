using FinScoring.Core.Explanation;
using FinScoring.Core.Explanation.Effects;
using FinScoring.Core.Explanation.Trees;

namespace FinScoring.Core.Tests.Explanation.Effects;

public class PartialDependenceTests
{
    [Fact]
    public void Two_inputs_that_act_only_together_by_hand()
    {
        // 4 where both are above 0. Joint effect 4 0 0 0, centred 3 -1 -1 -1; each alone 2 or 0, centred 1 or -1. What is left is
        // 1 -1 -1 1: its mean square is 1, of a variance of 3. Input 2 is nowhere.
        var pair = Assert.Single(Of([[1, 1], [1, 0], [0, 1], [0, 0]], Leaf(4, new SlotBounds(0, 0, 0, 9), new SlotBounds(1, 1, 0, 9))));
        Assert.Equal((0, 1), (pair.First, pair.Second));
        Assert.Equal(1, pair.Rms, 1e-12);
        Assert.Equal(1 / 3.0, pair.HSquared, 1e-12);
    }

    [Fact]
    public void Leaves_that_ask_one_input_each_make_no_pair()
        => Assert.Empty(Of([[1, 1], [1, 0], [0, 1], [0, 0]], Leaf(4, new SlotBounds(0, 0, 0, 9)), Leaf(-2, new SlotBounds(1, 0, 0, 9), input: 1)));

    [Fact]
    public void A_single_effect_beside_it_makes_H_smaller_but_not_what_is_left()
    {
        // As above, and 3 more where the first is above 0: joint 7 3 0 0, centred 4.5 .5 -2.5 -2.5, variance 8.25.
        var pair = Assert.Single(Of(
            [[1, 1], [1, 0], [0, 1], [0, 0]],
            Leaf(4, new SlotBounds(0, 0, 0, 9), new SlotBounds(1, 1, 0, 9)), Leaf(3, new SlotBounds(0, 0, 0, 9))));
        Assert.Equal(1, pair.Rms, 1e-12);
        Assert.Equal(1 / 8.25, pair.HSquared, 1e-12);
    }

    private static IReadOnlyList<(int First, int Second, double HSquared, double Rms)> Of(float[][] rows, params TreePath[] leaves)
        => PartialDependence.Of([new Trees(leaves)], [rows], all: 3, inputs: [0, 1, 2]);

    private static TreePath Leaf(double value, SlotBounds first, SlotBounds second) => new(value, [0, 1], [first, second], [0.5, 0.5]);

    private static TreePath Leaf(double value, SlotBounds bounds, int input = 0) => new(value, [input], [bounds], [0.5]);

    private sealed class Trees(TreePath[] leaves) : Member
    {
        public override int[] Owners => [0, 1];

        public override IEnumerable<TreePath> Leaves => leaves;

        public override Share Against(IReadOnlyList<float[]> background, int mostValues) => throw new NotSupportedException();

        public override Share AgainstTraining(int mostValues) => throw new NotSupportedException();
    }
}
