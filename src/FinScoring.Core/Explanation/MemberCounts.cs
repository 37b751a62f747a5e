using FinScoring.Core.Explanation.Trees;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>Counts on training rows what explanations of a model against them need. Not thread-safe.</summary>
/// <param name="predictor">The model.</param>
/// <param name="owners">The input behind each slot of its feature vector, as index into the signature's inputs.</param>
/// <param name="inputs">The number of inputs.</param>
internal sealed class MemberCounts(Predictor predictor, int[] owners, int inputs)
{
    private readonly Terms? _terms = Terms.Of(predictor.Model, predictor.Slots);
    private readonly (TreeWalk Walk, int[] Rows)[] _trees
        = [.. (TreeStep.Trees(predictor.Model) ?? []).Select(tree => (new TreeWalk(tree), new int[tree.NumberOfLeaves]))];
    private readonly double[] _sums = new double[inputs];
    private int _rows;

    /// <summary>Counts a row.</summary>
    /// <param name="features">Its feature vector.</param>
    public void Add(ReadOnlySpan<float> features)
    {
        _rows++;
        _terms?.AddTo(_sums, features, owners);
        foreach (var (walk, rows) in _trees) rows[walk.LeafOf(features)]++;
    }

    /// <summary>Counts the rows that another counted of the same model.</summary>
    public void Add(MemberCounts other)
    {
        _rows += other._rows;
        for (var i = 0; i < _sums.Length; i++) _sums[i] += other._sums[i];
        for (var t = 0; t < _trees.Length; t++)
        {
            for (var leaf = 0; leaf < _trees[t].Rows.Length; leaf++) _trees[t].Rows[leaf] += other._trees[t].Rows[leaf];
        }
    }

    /// <param name="weight">The member's, in the chain's Score.</param>
    public StoredMember ToStored(double weight) => _terms is null
        ? new(weight, owners) { Leaves = [.. _trees.Select(t => t.Rows)] }
        : new(weight, owners) { Means = [.. _sums.Select(s => s / _rows)] };
}
