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
        var writings = Writings(steps, inputs);
        return new TransformerChain<ITransformer>([.. steps.Select((step, i) => IsLast(writings, i)
            ? CategoryStep.Of(step, new TransformerChain<ITransformer>(steps[..(i + 1)]), inputs)
            : TreeStep.Of(step))]);
    }

    /// <summary>
    /// How often the levels have been written before the first step and after each: a step that writes them adds a column, which
    /// hides the one before.
    /// </summary>
    private static int[] Writings(ITransformer[] steps, IReadOnlyList<Column> inputs)
    {
        var schema = InputSchema.Of(inputs);
        return [0, .. steps.Select(step =>
        {
            schema = step.GetOutputSchema(schema);
            return schema.Count(c => c.Name == Normalizer.Levels);
        })];
    }

    /// <summary>Whether a step writes the levels and the next does not.</summary>
    private static bool IsLast(int[] writings, int step)
        => writings[step + 1] > writings[step] && (step + 2 == writings.Length || writings[step + 2] == writings[step + 1]);
}
