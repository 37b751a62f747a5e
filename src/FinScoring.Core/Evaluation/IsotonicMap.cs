namespace FinScoring.Core.Evaluation;

/// <summary>An isotonic fit as a function of any probability: a line between two blocks, flat beyond the first and the last.</summary>
internal sealed class IsotonicMap
{
    private readonly double[] _probability;
    private readonly double[] _eventRate;

    /// <param name="steps">Of rising probability.</param>
    public IsotonicMap(IReadOnlyList<ScoreStep> steps)
    {
        List<double> probability = [], eventRate = [];
        var first = 0;
        foreach (var block in IsotonicFit.Of(steps))
        {
            probability.AddRange([steps[first].Probability, steps[first + block.Steps - 1].Probability]);
            eventRate.AddRange([block.EventRate, block.EventRate]);
            first += block.Steps;
        }

        (_probability, _eventRate) = ([.. probability], [.. eventRate]);
    }

    public double At(double probability)
    {
        var found = Array.BinarySearch(_probability, probability);
        if (found >= 0) return _eventRate[found];
        var above = ~found;
        if (above == 0) return _eventRate[0];
        if (above == _probability.Length) return _eventRate[^1];
        var part = (probability - _probability[above - 1]) / (_probability[above] - _probability[above - 1]);
        return _eventRate[above - 1] + part * (_eventRate[above] - _eventRate[above - 1]);
    }
}
