using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Explanation.Trees;

/// <summary>From the root of a tree to a leaf. In arrays of its own: ML.NET's lists answer through an interface.</summary>
internal sealed class TreeWalk(RegressionTreeBase tree)
{
    private readonly int[] _slots = [.. tree.NumericalSplitFeatureIndexes];
    private readonly float[] _thresholds = [.. tree.NumericalSplitThresholds];
    private readonly int[] _lefts = [.. tree.LeftChild];
    private readonly int[] _rights = [.. tree.RightChild];

    /// <summary>The number of the leaf that a row falls into.</summary>
    public int LeafOf(ReadOnlySpan<float> features)
    {
        var node = 0;
        while (node >= 0) node = features[_slots[node]] <= _thresholds[node] ? _lefts[node] : _rights[node];
        return ~node;
    }
}
