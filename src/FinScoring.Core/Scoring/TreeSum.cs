using System.Numerics;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Scoring;

/// <summary>
/// The sum of an ensemble's leaves by QuickScorer (Lucchese et al. 2015): instead of walking from node to node, which a
/// processor cannot foresee, it goes through the splits feature by feature, in the order of their thresholds. A split that a row
/// passes on the right rules the leaves on its left out; the first leaf that is left of a tree is the row's. Immutable.
/// </summary>
internal sealed class TreeSum
{
    /// <summary>A tree's leaves are the bits of a number.</summary>
    private const int MostLeaves = 64;

    private readonly Split[] _splits;
    private readonly int[] _ends;
    private readonly int[] _firstLeaf;
    private readonly double[] _leaves;
    private readonly int[] _leafNumbers;

    private TreeSum(IReadOnlyList<RegressionTreeBase> trees, int features)
    {
        var (leaves, numbers) = (new List<double>(), new List<int>());
        var splits = new List<Split>();
        _firstLeaf = new int[trees.Count];
        for (var tree = 0; tree < trees.Count; tree++)
        {
            _firstLeaf[tree] = leaves.Count;
            Add(trees[tree], tree, 0, leaves, numbers, splits);
        }

        _leaves = [.. leaves];
        _leafNumbers = [.. numbers];
        _splits = [.. splits.OrderBy(s => s.Feature).ThenBy(s => s.Threshold)];
        _ends = [.. Enumerable.Range(0, features).Select(f => splits.Count(s => s.Feature <= f))];
    }

    public int Trees => _firstLeaf.Length;

    /// <summary>Null for trees that this cannot score: of more than 64 leaves, or with splits by category.</summary>
    public static TreeSum? Of(IReadOnlyList<RegressionTreeBase> trees, int features)
        => trees.All(t => t.NumberOfLeaves <= MostLeaves && !t.CategoricalSplitFlags.Contains(true)) ? new(trees, features) : null;

    /// <summary>In the order of the trees and in double, as ML.NET adds: equal to the last bit before it rounds to single.</summary>
    /// <param name="features">The whole vector.</param>
    /// <param name="left">A place for each tree, to work in.</param>
    public double Score(ReadOnlySpan<float> features, Span<ulong> left)
    {
        RuleOut(features, left);
        double sum = 0;
        for (var tree = 0; tree < _firstLeaf.Length; tree++) sum += _leaves[Leaf(tree, left)];
        return sum;
    }

    /// <summary>Adds one to the place of each leaf that a row falls into.</summary>
    /// <param name="features">The whole vector.</param>
    /// <param name="left">A place for each tree, to work in.</param>
    /// <param name="counts">By tree, then by ML.NET's number of the leaf.</param>
    public void CountLeaves(ReadOnlySpan<float> features, Span<ulong> left, int[][] counts)
    {
        RuleOut(features, left);
        for (var tree = 0; tree < _firstLeaf.Length; tree++) counts[tree][_leafNumbers[Leaf(tree, left)]]++;
    }

    private int Leaf(int tree, ReadOnlySpan<ulong> left) => _firstLeaf[tree] + BitOperations.TrailingZeroCount(left[tree]);

    private void RuleOut(ReadOnlySpan<float> features, Span<ulong> left)
    {
        left.Fill(ulong.MaxValue);
        var split = 0;
        for (var feature = 0; feature < _ends.Length; feature++)
        {
            var value = features[feature];
            for (var end = _ends[feature]; split < end && !(value <= _splits[split].Threshold); split++)
                left[_splits[split].Tree] &= _splits[split].Right;
            split = _ends[feature];
        }
    }

    /// <summary>Numbers a subtree's leaves from left to right.</summary>
    private void Add(RegressionTreeBase of, int tree, int node, List<double> leaves, List<int> numbers, List<Split> splits)
    {
        if (node < 0)
        {
            leaves.Add(of.LeafValues[~node]);
            numbers.Add(~node);
            return;
        }

        var first = leaves.Count - _firstLeaf[tree];
        Add(of, tree, of.LeftChild[node], leaves, numbers, splits);
        var end = leaves.Count - _firstLeaf[tree];
        var ruledOut = ((1UL << (end - first)) - 1) << first;
        splits.Add(new(of.NumericalSplitFeatureIndexes[node], of.NumericalSplitThresholds[node], tree, ~ruledOut));
        Add(of, tree, of.RightChild[node], leaves, numbers, splits);
    }

    /// <summary>A row goes left where its feature is at most the threshold.</summary>
    private readonly record struct Split(int Feature, float Threshold, int Tree, ulong Right);
}
