namespace FinScoring.Core.Evaluation;

/// <summary>Lift and gain by tenths of the rows.</summary>
internal static class DecileTable
{
    private const int Deciles = 10;

    /// <param name="steps">Of rising probability, with at least one event.</param>
    public static IReadOnlyList<Decile> Of(IReadOnlyList<ScoreStep> steps)
    {
        double total = steps.Sum(s => s.Weight), events = steps.Sum(s => s.Events), before = 0;
        var deciles = new List<Decile>();
        foreach (var part in Tenths(steps, total))
        {
            before += part.Events;
            var rate = part.Events / part.Weight;
            deciles.Add(new(
                deciles.Count + 1, part.Weight, part.Events, rate, part.Probabilities / part.Weight,
                Gain: before / events,
                Lift: rate * total / events,
                CumulativeLift: before / events * Deciles / (deciles.Count + 1)));
        }

        return deciles;
    }

    private static Sums[] Tenths(IReadOnlyList<ScoreStep> steps, double total)
    {
        var tenths = new Sums[Deciles];
        var above = 0.0;
        foreach (var step in steps.Reverse())
        {
            var end = above + step.Weight;
            for (var d = 0; d < Deciles; d++)
            {
                double top = d * total / Deciles, bottom = d == Deciles - 1 ? double.PositiveInfinity : (d + 1) * total / Deciles;
                if (Math.Min(end, bottom) - Math.Max(above, top) is > 0 and var weight) tenths[d] = tenths[d].And(step, weight);
            }

            above = end;
        }

        return tenths;
    }

    private readonly record struct Sums(double Weight, double Events, double Probabilities)
    {
        public Sums And(ScoreStep step, double weight)
            => new(Weight + weight, Events + weight * step.EventRate, Probabilities + weight * step.Probability);
    }
}
