namespace FinScoring.Core.Explanation;

/// <summary>
/// The share of a model that is a sum over its inputs. An input's Shapley value is then its term less the term's mean, whatever the
/// other inputs are.
/// </summary>
/// <param name="terms">The model.</param>
/// <param name="inputs">The input behind each slot.</param>
/// <param name="means">Of each input's terms, over the rows compared with.</param>
/// <param name="scale">From the model's score to log-odds.</param>
internal sealed class TermShare(Terms terms, int[] inputs, double[] means, double scale) : Share
{
    public override double Baseline { get; } = scale * (terms.Bias + means.Sum());

    public override void Add(ReadOnlySpan<float> features, Span<double> contributions)
    {
        for (var slot = 0; slot < inputs.Length; slot++) contributions[inputs[slot]] += scale * terms.Of(slot, features[slot]);
        for (var input = 0; input < means.Length; input++) contributions[input] -= scale * means[input];
    }
}
