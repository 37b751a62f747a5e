using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Explanation.Trees;

/// <summary>From the root of a tree to a leaf.</summary>
internal static class TreeWalk
{
    /// <summary>The leaf that a row falls into.</summary>
    public static int LeafOf(this RegressionTreeBase tree, ReadOnlySpan<float> features)
    {
        var (slots, thresholds, lefts, rights) = (tree.NumericalSplitFeatureIndexes, tree.NumericalSplitThresholds, tree.LeftChild, tree.RightChild);
        var node = 0;
        while (node >= 0) node = features[slots[node]] <= thresholds[node] ? lefts[node] : rights[node];
        return ~node;
    }
}
