using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>Counts on training rows what explanations of a model against them need. Not thread-safe.</summary>
internal sealed class MemberCounts
{
    private readonly int[] _owners;
    private readonly Terms? _terms;
    private readonly double[] _sums;
    private readonly TreeSum _trees;
    private readonly ulong[] _left;
    private readonly int[][] _leaves;
    private int _rows;

    /// <param name="predictor">The model.</param>
    /// <param name="owners">The input behind each slot of its feature vector, as index into the signature's inputs.</param>
    /// <param name="inputs">The number of inputs.</param>
    public MemberCounts(Predictor predictor, int[] owners, int inputs)
    {
        var trees = TreeStep.Trees(predictor.Model) ?? [];
        _owners = owners;
        _terms = Terms.Of(predictor.Model, predictor.Slots);
        _sums = new double[inputs];
        _trees = TreeSum.Of(trees, predictor.Slots) ?? throw new ArgumentException("No algorithm grows such trees.", nameof(predictor));
        _left = new ulong[trees.Count];
        _leaves = [.. trees.Select(tree => new int[tree.NumberOfLeaves])];
    }

    /// <summary>Counts a row.</summary>
    /// <param name="features">Its feature vector.</param>
    public void Add(ReadOnlySpan<float> features)
    {
        _rows++;
        _terms?.AddTo(_sums, features, _owners);
        _trees.CountLeaves(features, _left, _leaves);
    }

    /// <summary>Counts the rows that another counted of the same model.</summary>
    public void Add(MemberCounts other)
    {
        _rows += other._rows;
        for (var i = 0; i < _sums.Length; i++) _sums[i] += other._sums[i];
        for (var t = 0; t < _leaves.Length; t++)
        {
            for (var leaf = 0; leaf < _leaves[t].Length; leaf++) _leaves[t][leaf] += other._leaves[t][leaf];
        }
    }

    /// <param name="weight">The member's, in the chain's Score.</param>
    public StoredMember ToStored(double weight) => _terms is null
        ? new(weight, _owners) { Leaves = _leaves }
        : new(weight, _owners) { Means = [.. _sums.Select(s => s / _rows)] };
}
