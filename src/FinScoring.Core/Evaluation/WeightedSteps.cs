namespace FinScoring.Core.Evaluation;

/// <summary>What happened to the rows of each distinct probability that has any weight; from the lowest probability up.</summary>
/// <param name="probability">Ascending.</param>
/// <param name="events">Weight of the events.</param>
/// <param name="others">Weight of the other rows.</param>
internal readonly ref struct WeightedSteps(ReadOnlySpan<double> probability, ReadOnlySpan<double> events, ReadOnlySpan<double> others)
{
    public ReadOnlySpan<double> Probability { get; } = probability;

    public ReadOnlySpan<double> Events { get; } = events;

    public ReadOnlySpan<double> Others { get; } = others;

    public int Length => Probability.Length;

    public WeightedSteps Slice(int start, int length)
        => new(Probability.Slice(start, length), Events.Slice(start, length), Others.Slice(start, length));
}
