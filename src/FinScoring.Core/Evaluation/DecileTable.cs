namespace FinScoring.Core.Evaluation;

/// <summary>Lift and gain by tenths of the rows, walked from the lowest probability up.</summary>
/// <param name="total">Weight of all rows.</param>
internal sealed class DecileTable(double total)
{
    private const int Count = 10;

    private readonly double[] _weight = new double[Count];
    private readonly double[] _events = new double[Count];
    private readonly double[] _probabilities = new double[Count];
    private int _at = Count - 1;
    private double _room = total / Count;

    /// <param name="steps">Of rising probability.</param>
    public static IReadOnlyList<Decile> Of(IReadOnlyList<ScoreStep> steps)
    {
        var table = new DecileTable(steps.Sum(s => s.Weight));
        foreach (var step in steps) table.Add(step.Probability, step.Events, step.Others);
        return table.Deciles();
    }

    /// <summary>The steps of the next higher probabilities.</summary>
    public void Add(WeightedSteps steps)
    {
        for (var i = 0; i < steps.Length; i++) Add(steps.Probability[i], steps.Events[i], steps.Others[i]);
    }

    /// <summary>The rows of the next higher probability, by weight: divided where they reach over a border.</summary>
    public void Add(double probability, double events, double others)
    {
        var weight = events + others;
        // What rounding leaves over goes to the first decile, which is the last one here.
        while (weight >= _room && _at > 0)
        {
            var part = _room / weight;
            Put(probability, part * events, _room);
            (events, weight) = (events - part * events, weight - _room);
            (_at, _room) = (_at - 1, total / Count);
        }

        Put(probability, events, weight);
        _room -= weight;
    }

    private void Put(double probability, double events, double weight)
    {
        _weight[_at] += weight;
        _events[_at] += events;
        _probabilities[_at] += weight * probability;
    }

    /// <summary>From the highest probabilities down; empty without events.</summary>
    public IReadOnlyList<Decile> Deciles()
    {
        double events = _events.Sum(), before = 0;
        return events > 0 ? [.. Enumerable.Range(0, Count).Select(At)] : [];

        Decile At(int i)
        {
            before += _events[i];
            var rate = _events[i] / _weight[i];
            return new(
                i + 1, _weight[i], _events[i], rate, _probabilities[i] / _weight[i],
                Gain: before / events,
                Lift: rate * total / events,
                CumulativeLift: before / events * Count / (i + 1));
        }
    }
}
