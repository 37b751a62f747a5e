namespace FinScoring.Core.Explanation.Trees;

/// <summary>
/// A leaf as a game of the inputs on its path: what a set of inputs is worth is the leaf's value times the chance to end in it when
/// these inputs are the row's and the others are drawn. A row enters with its answers alone. Immutable.
/// </summary>
internal abstract class LeafGame
{
    /// <summary>The value with every input drawn.</summary>
    public abstract double Mean { get; }

    /// <summary>Adds the Shapley value of each input on the path, in their order there.</summary>
    /// <param name="answers">The row's, as <see cref="TreePath.Answers"/> gives them.</param>
    /// <param name="values">One for each input on the path.</param>
    public abstract void Add(ulong answers, Span<double> values);
}
