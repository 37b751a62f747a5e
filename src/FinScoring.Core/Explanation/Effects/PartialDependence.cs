using FinScoring.Core.Explanation.Trees;

namespace FinScoring.Core.Explanation.Effects;

/// <summary>
/// Partial dependences of a model, exact at sample rows over the same rows: the mean of the log-odds with some inputs fixed at a row's
/// values and the others taken from each row in turn (Friedman 2001). A leaf is reached by such a composed row if each of its inputs
/// says yes, the fixed ones in the one row and the others in the other, so that counting answers does for composing and scoring a
/// million rows. Constants are left out: all is centred in the end.
/// </summary>
internal sealed class PartialDependence
{
    /// <summary>Leaves times rows: keeps the time about a second for the largest of models, of which fewer rows are looked at.</summary>
    private const int MostAnswers = 10_000_000;

    private const int FewestRows = 100;

    private readonly int _all;
    private readonly int[] _inputs;
    private readonly double[][] _alone;
    private readonly double[]?[,] _together;

    private PartialDependence(int all, int[] inputs, int rows)
    {
        (_all, _inputs) = (all, inputs);
        _alone = [.. inputs.Select(_ => new double[rows])];
        _together = new double[]?[inputs.Length, inputs.Length];
    }

    /// <summary>Friedman and Popescu's (2008) H² of every pair that a leaf asks both of, the largest first.</summary>
    /// <param name="members">The models inside the chain.</param>
    /// <param name="features">For each of them the rows' feature vectors.</param>
    /// <param name="all">The number of inputs.</param>
    /// <param name="inputs">Those to pair.</param>
    public static IReadOnlyList<(int First, int Second, double HSquared, double Rms)> Of(
        Member[] members, float[][][] features, int all, int[] inputs)
    {
        var leaves = members.Sum(m => m.Leaves.Count());
        if (leaves == 0) return [];
        var rows = Math.Min(features[0].Length, Math.Max(FewestRows, MostAnswers / leaves));
        var dependence = new PartialDependence(all, inputs, rows);
        for (var m = 0; m < members.Length; m++) dependence.Add(members[m], features[m][..rows]);
        return [.. dependence.Pairs().OrderByDescending(p => p.HSquared).ThenByDescending(p => p.Rms)];
    }

    private void Add(Member member, float[][] rows)
    {
        var trees = false;
        foreach (var leaf in member.Leaves)
        {
            trees = true;
            if (leaf.Inputs.Any(_inputs.Contains)) Add(leaf, Array.ConvertAll(rows, row => leaf.Answers(row)));
        }

        if (!trees) AddSum(member.Against(rows, mostValues: 0), rows);
    }

    /// <summary>In a sum over inputs, a contribution is the centred partial dependence.</summary>
    private void AddSum(Share share, float[][] rows)
    {
        var contributions = new double[_all];
        for (var r = 0; r < rows.Length; r++)
        {
            Array.Clear(contributions);
            share.Add(rows[r], contributions);
            for (var i = 0; i < _inputs.Length; i++) _alone[i][r] += contributions[_inputs[i]];
        }
    }

    private void Add(TreePath leaf, ulong[] answers)
    {
        var counts = answers.GroupBy(a => a).Select(g => (Answers: g.Key, Share: leaf.Value * g.Count() / answers.Length)).ToArray();
        var asked = _inputs.Select((input, i) => (i, Place: Array.IndexOf(leaf.Inputs, input))).Where(a => a.Place >= 0).ToArray();
        var drawn = Reached(0);
        foreach (var (i, place) in asked)
        {
            var alone = Reached(1UL << place);
            for (var r = 0; r < answers.Length; r++) _alone[i][r] += Yes(r, place) * alone;
            foreach (var (j, other) in asked.Where(a => a.i > i))
            {
                var (second, both) = (Reached(1UL << other), Reached(1UL << place | 1UL << other));
                var sum = _together[i, j] ??= new double[answers.Length];
                for (var r = 0; r < sum.Length; r++)
                    sum[r] += Yes(r, place) * Yes(r, other) * both - Yes(r, place) * alone - Yes(r, other) * second + drawn;
            }
        }

        // The leaf's value times the share of rows that end there when the fixed inputs say yes.
        double Reached(ulong isFixed) => counts.Sum(c => (c.Answers | isFixed) == leaf.AllYes ? c.Share : 0);

        double Yes(int row, int place) => (answers[row] >> place) & 1;
    }

    private IEnumerable<(int First, int Second, double HSquared, double Rms)> Pairs()
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            for (var j = i + 1; j < _inputs.Length; j++)
            {
                if (_together[i, j] is not { } left) continue;
                var joint = Variance([.. left.Select((value, r) => value + _alone[i][r] + _alone[j][r])]);
                if (joint > 0) yield return (_inputs[i], _inputs[j], Variance(left) / joint, Math.Sqrt(Variance(left)));
            }
        }
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(v => (v - mean) * (v - mean));
    }
}
