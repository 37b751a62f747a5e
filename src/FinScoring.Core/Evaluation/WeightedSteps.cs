namespace FinScoring.Core.Evaluation;

/// <summary>Some neighbouring distinct probabilities that have any weight, and what happened to their rows.</summary>
/// <param name="probability">Ascending.</param>
/// <param name="events">Weight of the events.</param>
/// <param name="others">Weight of the other rows.</param>
internal readonly ref struct WeightedSteps(ReadOnlySpan<double> probability, ReadOnlySpan<double> events, ReadOnlySpan<double> others)
{
    public ReadOnlySpan<double> Probability { get; } = probability;

    public ReadOnlySpan<double> Events { get; } = events;

    public ReadOnlySpan<double> Others { get; } = others;

    public int Length => Probability.Length;
}
