using CsCheck;
using FinScoring.Core.Explanation.Trees;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Tests.Explanation;

/// <summary>The definition, over all sets of inputs, is the oracle; and how leaves are grouped may change nothing.</summary>
public class TreeShareTests
{
    private const int Inputs = 4, MostValues = int.MaxValue;
    private static readonly SmallForest Forest = SmallForest.Instance;

    // Without tables, with small ones and leaves left over, with large ones.
    public static TheoryData<int> TableSizes => [0, 12, 100_000];

    /// <summary>A row to explain, ten to compare with, and who owns the slots.</summary>
    private static readonly Gen<(int Row, int[] Others, int[] Owners)> Cases
        = Gen.Select(Gen.Int[0, 299], Gen.Int[0, 299].Array[10], Gen.Int[0, Inputs - 1].Array[SmallForest.Slots]);

    [Theory]
    [MemberData(nameof(TableSizes))]
    public void Against_background_rows_equals_the_definition(int mostCells)
        => Cases.Sample((x, others, owners) =>
        {
            float[][] background = [.. others.Select(r => Forest.Rows[r])];
            var row = Forest.Rows[x];
            var games = Forest.Games(owners, Forest.Count(Forest.Rows), p => new BackgroundGame(p, 1, Array.ConvertAll(background, b => p.Answers(b))));
            var expected = BruteForce.Shapley(Inputs, set => background.Average(b => Forest.Score(Mixed(set, row, b, owners))));
            Agree(expected, background.Average(Forest.Score), new TreeShare(games, MostValues, mostCells), row);
        }, iter: 30);

    [Theory]
    [MemberData(nameof(TableSizes))]
    public void Against_training_rows_equals_the_definition(int mostCells)
        => Cases.Sample((x, others, owners) =>
        {
            var row = Forest.Rows[x];
            // Few rows leave splits that none of them came to.
            var counts = Forest.Count(x % 2 == 0 ? Forest.Rows : others.Select(r => Forest.Rows[r]));
            var games = Forest.Games(owners, counts, p => new TrainingGame(p, 1));
            double Sum(int set) => Forest.Trees.Select((tree, t) => Worth(tree, counts[t], 0, set, row, owners)).Sum();
            Agree(BruteForce.Shapley(Inputs, Sum), Sum(0), new TreeShare(games, MostValues, mostCells), row);
        }, iter: 30);

    [Fact]
    public void Inputs_that_no_split_asks_have_no_contribution_and_the_rest_is_scaled_as_asked()
    {
        var counts = Forest.Count(Forest.Rows);
        int[] owners = [0, 0, 1, 1, 2, 2];
        var (one, three) = (new double[5], new double[5]);
        new TreeShare(Forest.Games(owners, counts, p => new TrainingGame(p, 1)), MostValues).Add(Forest.Rows[0], one);
        new TreeShare(Forest.Games(owners, counts, p => new TrainingGame(p, -3)), MostValues).Add(Forest.Rows[0], three);
        Assert.Equal([0, 0], one[3..]);
        for (var i = 0; i < one.Length; i++) Assert.Equal(-3 * one[i], three[i], 1e-12);
    }

    [Fact]
    public void Values_on_a_threshold_and_on_both_sides_of_it_are_told_apart_by_tables_as_without()
    {
        int[] owners = [0, 1, 2, 3, 4, 5];
        var games = Forest.Games(owners, Forest.Count(Forest.Rows), p => new TrainingGame(p, 1));
        TreeShare[] shares = [new(games, 0), new(games, MostValues, 12), new(games, 200), new(games, MostValues)];
        Assert.Equal(0, shares[0].TableValues);
        Assert.InRange(shares[2].TableValues, 1, 200);
        Assert.True(shares[3].TableValues > 200);
        foreach (var (tree, node) in Forest.Trees.SelectMany(t => Enumerable.Range(0, t.NumberOfNodes).Select(n => (t, n))))
        {
            var threshold = tree.NumericalSplitThresholds[node];
            foreach (var value in new[] { MathF.BitDecrement(threshold), threshold, MathF.BitIncrement(threshold), float.MinValue, float.MaxValue })
            {
                var row = (float[])Forest.Rows[7].Clone();
                row[tree.NumericalSplitFeatureIndexes[node]] = value;
                var results = Array.ConvertAll(shares, share => Contributions(share, row, 6));
                Assert.Equal(Forest.Score(row), shares[0].Baseline + results[0].Sum(), 1e-10);
                foreach (var other in results[1..])
                    for (var i = 0; i < other.Length; i++) Assert.Equal(results[0][i], other[i], 1e-12);
            }
        }
    }

    private static float[] Mixed(int set, float[] row, float[] other, int[] owners)
        => [.. owners.Select((owner, slot) => (set >> owner & 1) == 1 ? row[slot] : other[slot])];

    /// <summary>What a tree is expected to give where only a set of inputs is known: Lundberg et al. 2020, algorithm 1.</summary>
    private static double Worth(RegressionTreeBase tree, int[] counts, int node, int set, float[] row, int[] owners)
    {
        if (node < 0) return tree.LeafValues[~node];
        var slot = tree.NumericalSplitFeatureIndexes[node];
        var (left, right) = (tree.LeftChild[node], tree.RightChild[node]);
        if ((set >> owners[slot] & 1) == 1) return Worth(tree, counts, row[slot] <= tree.NumericalSplitThresholds[node] ? left : right, set, row, owners);
        double goLeft = Rows(left), all = goLeft + Rows(right), share = all == 0 ? 0.5 : goLeft / all;
        return share * Worth(tree, counts, left, set, row, owners) + (1 - share) * Worth(tree, counts, right, set, row, owners);

        int Rows(int at) => at < 0 ? counts[~at] : Rows(tree.LeftChild[at]) + Rows(tree.RightChild[at]);
    }

    private static void Agree(double[] expected, double baseline, TreeShare share, float[] row)
    {
        var actual = Contributions(share, row, expected.Length);
        Assert.Equal(baseline, share.Baseline, 1e-10);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-10);
    }

    private static double[] Contributions(TreeShare share, float[] row, int inputs)
    {
        var contributions = new double[inputs];
        share.Add(row, contributions);
        return contributions;
    }
}
