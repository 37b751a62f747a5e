namespace FinScoring.Core.Explanation.Trees;

/// <summary>The share of an ensemble of trees: the sum of its leaves' games.</summary>
internal sealed class TreeShare(IReadOnlyList<(TreePath Path, LeafGame Game)> leaves) : Share
{
    public override double Baseline { get; } = leaves.Sum(l => l.Game.Mean);

    public override void Add(ReadOnlySpan<float> features, Span<double> contributions)
    {
        Span<double> values = stackalloc double[TreePath.MostInputs];
        foreach (var (path, game) in leaves)
        {
            values.Clear();
            game.Add(path.Answers(features), values);
            for (var i = 0; i < path.Inputs.Length; i++) contributions[path.Inputs[i]] += values[i];
        }
    }
}
