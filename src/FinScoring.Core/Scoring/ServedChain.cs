using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Scoring;

/// <summary>
/// A loaded chain as it is served: the same columns to the last bit, by quicker steps where a request would spend most of its
/// time. One row and a batch go through it alike; the artefact stays ML.NET's own.
/// </summary>
internal static class ServedChain
{
    public static ITransformer Of(ITransformer chain, IReadOnlyList<Column> inputs)
    {
        if (chain is not IEnumerable<ITransformer> flat) return chain;
        ITransformer[] steps = [.. flat];
        var places = Places(steps, inputs);
        return new TransformerChain<ITransformer>([.. steps.Select((step, i) => IsLast(places, i)
            ? CategoryStep.Of(step, new TransformerChain<ITransformer>(steps[..(i + 1)]), inputs)
            : TreeStep.Of(step))]);
    }

    /// <summary>Where the levels stand before the first step and after each; a step that writes them moves them.</summary>
    private static int?[] Places(ITransformer[] steps, IReadOnlyList<Column> inputs)
    {
        var schema = InputSchema.Of(inputs);
        return [Place(), .. steps.Select(step =>
        {
            schema = step.GetOutputSchema(schema);
            return Place();
        })];

        int? Place() => schema.GetColumnOrNull(Normalizer.Levels)?.Index;
    }

    /// <summary>Whether a step writes the levels and the next does not.</summary>
    private static bool IsLast(int?[] places, int step)
        => places[step + 1] != places[step] && (step + 2 == places.Length || places[step + 2] == places[step + 1]);
}
