namespace FinScoring.Core.Explanation.Trees;

/// <summary>
/// An input that is not the row's goes each way at a split as often as the training rows did (path-dependent TreeSHAP: Lundberg et
/// al. 2020). The Shapley value of input p is value * (a_p - r_p) * ∫ Π (t a_q + (1 - t) r_q) dt over 0 to 1 and the other inputs q,
/// a the answer, 0 or 1, and r the rate: t is the share of inputs that come before p in a random order. Gauss and Legendre's rule of
/// enough points integrates such a polynomial exactly.
/// </summary>
internal sealed class TrainingGame(TreePath path, double scale) : LeafGame
{
    private readonly double _value = scale * path.Value;
    private readonly (double Point, double Weight)[] _rule = GaussLegendre.Rule((path.Inputs.Length + 1) / 2);

    public override double Mean { get; } = scale * path.Value * path.Rates.Aggregate(1.0, (product, rate) => product * rate);

    public override void Add(ulong answers, Span<double> values)
    {
        var rates = path.Rates;
        Span<double> after = stackalloc double[rates.Length + 1];
        foreach (var (t, weight) in _rule)
        {
            after[rates.Length] = 1;
            for (var p = rates.Length - 1; p >= 0; p--) after[p] = after[p + 1] * Chance(p, t);
            var before = _value * weight;
            for (var p = 0; p < rates.Length; p++)
            {
                values[p] += before * after[p + 1] * (Answer(p) - rates[p]);
                before *= Chance(p, t);
            }
        }

        double Answer(int p) => (answers >> p) & 1;

        double Chance(int p, double t) => t * Answer(p) + (1 - t) * rates[p];
    }
}
