using System.Numerics;

namespace FinScoring.Core.Explanation.Trees;

/// <summary>
/// The inputs that are not the row's come together from one of the background's rows (interventional: Lundberg et al. 2020). With a
/// given background row, the leaf is reached if every input that answers yes only in the row to explain is in the set, and none
/// that answers yes only in the background's: with u of the first and w of the second kind, each of the first has the Shapley
/// value (u - 1)! w! / (u + w)!, each of the second -u! (w - 1)! / (u + w)!, and where an input answers no in both, all have 0.
/// </summary>
internal sealed class BackgroundGame : LeafGame
{
    private static readonly double[][] Weights = [.. Enumerable.Range(0, TreePath.MostInputs + 1).Select(WeightsOf)];

    private readonly ulong _allYes;
    private readonly ulong[] _answers;
    private readonly double[] _shares;

    /// <param name="path">The leaf.</param>
    /// <param name="scale">Multiplies its value.</param>
    /// <param name="background">Answers of background rows, each as often as it occurs.</param>
    public BackgroundGame(TreePath path, double scale, ulong[] background)
    {
        var groups = background.GroupBy(answers => answers).ToArray();
        _allYes = path.AllYes;
        _answers = [.. groups.Select(g => g.Key)];
        _shares = [.. groups.Select(g => scale * path.Value * g.Count() / background.Length)];
        Mean = groups.Select((g, i) => g.Key == _allYes ? _shares[i] : 0).Sum();
    }

    public override double Mean { get; }

    public override void Add(ulong answers, Span<double> values)
    {
        for (var i = 0; i < _answers.Length; i++)
        {
            if ((answers | _answers[i]) == _allYes) Add(answers & ~_answers[i], _answers[i] & ~answers, _shares[i], values);
        }
    }

    private static void Add(ulong needed, ulong barred, double share, Span<double> values)
    {
        var (u, w) = (BitOperations.PopCount(needed), BitOperations.PopCount(barred));
        if (u > 0) AddTo(needed, share * Weights[u][w], values);
        if (w > 0) AddTo(barred, -share * Weights[w][u], values);
    }

    private static void AddTo(ulong inputs, double value, Span<double> values)
    {
        for (; inputs != 0; inputs &= inputs - 1) values[BitOperations.TrailingZeroCount(inputs)] += value;
    }

    /// <summary>(u - 1)! w! / (u + w)! for each w, u above 0: 1 / (w + 1) for u = 1, and (u - 1) / (u + w) of the one before for the next.</summary>
    private static double[] WeightsOf(int u)
    {
        double[] weights = [.. Enumerable.Range(0, TreePath.MostInputs + 1).Select(w => 1.0 / (w + 1))];
        for (var next = 2; next <= u; next++)
            for (var w = 0; w < weights.Length; w++)
                weights[w] *= (next - 1.0) / (next + w);
        return weights;
    }
}
