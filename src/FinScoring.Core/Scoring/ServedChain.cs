using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Scoring;

/// <summary>A loaded chain as it is served: the same columns to the last bit, by quicker steps where there are such.</summary>
internal static class ServedChain
{
    public static ITransformer Of(ITransformer chain)
        => chain is IEnumerable<ITransformer> steps ? new TransformerChain<ITransformer>([.. steps.Select(TreeStep.Of)]) : chain;
}
