namespace FinScoring.Core.Explanation.Trees;

/// <summary>A leaf: the way to it, and the game its inputs play.</summary>
internal sealed record TreeLeaf(TreePath Path, LeafGame Game)
{
    /// <summary>Adds each input's Shapley value, computed from scratch.</summary>
    /// <param name="features">The row to explain.</param>
    /// <param name="contributions">By input.</param>
    public void Add(ReadOnlySpan<float> features, Span<double> contributions)
    {
        Span<double> values = stackalloc double[Path.Inputs.Length];
        values.Clear();
        Game.Add(Path.Answers(features), values);
        for (var i = 0; i < values.Length; i++) contributions[Path.Inputs[i]] += values[i];
    }
}
