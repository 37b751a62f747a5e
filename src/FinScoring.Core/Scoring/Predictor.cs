using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Scoring;

/// <summary>A model inside a chain.</summary>
/// <param name="Model">ML.NET's parameters.</param>
/// <param name="Features">The index of its feature vector in the chain's output schema, where a later vector may hide it.</param>
/// <param name="Slots">That vector's length.</param>
internal sealed record Predictor(object Model, int Features, int Slots)
{
    /// <summary>In the chain's order: one, or the members of a blend. A calibrator, which reads a score, is none.</summary>
    public static IReadOnlyList<Predictor> Of(ITransformer chain, IReadOnlyList<Column> inputs)
    {
        var found = new List<(ISingleFeaturePredictionTransformer<object> Step, int Slots, int Earlier)>();
        var schema = InputSchema.Of(inputs);
        foreach (var step in chain as IEnumerable<ITransformer> ?? [chain])
        {
            if (step is ISingleFeaturePredictionTransformer<object> { FeatureColumnType: VectorDataViewType { Size: var slots } } predictor)
                found.Add((predictor, slots, schema.Count(c => c.Name == predictor.FeatureColumnName) - 1));
            schema = step.GetOutputSchema(schema);
        }

        // A step may put its columns between others, but those of one name stay in the order they were made.
        return [.. found.Select(f => new Predictor(f.Step.Model, schema.Where(c => c.Name == f.Step.FeatureColumnName).ElementAt(f.Earlier).Index, f.Slots))];
    }
}
