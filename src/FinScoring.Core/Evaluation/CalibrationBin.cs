namespace FinScoring.Core.Evaluation;

/// <summary>One of ten bins of equal mass: what was forecast and what came of it.</summary>
/// <param name="Probability">Mean probability, by weight.</param>
/// <param name="EventRate">Share of events, by weight.</param>
/// <param name="Rows">How many.</param>
/// <param name="Interval">
/// 95 % interval of the event rate (Wilson 1927), as if rows were independent; unequal weights count as Kish's (1965) effective
/// number of rows.
/// </param>
public sealed record CalibrationBin(double Probability, double EventRate, int Rows, Interval Interval)
{
    /// <summary>Two sides of 95 %, in standard deviations.</summary>
    private const double Z = 1.959963984540054;

    internal static CalibrationBin Of(IReadOnlyCollection<ScoreStep> steps)
    {
        double weight = steps.Sum(s => s.Weight), rate = steps.Sum(s => s.Events) / weight;
        var effective = weight * weight / steps.Sum(s => s.Squares);
        return new(steps.Sum(s => s.Weight * s.Probability) / weight, rate, steps.Sum(s => s.Rows), Wilson(rate, effective));
    }

    private static Interval Wilson(double rate, double rows)
    {
        double shrink = 1 / (1 + Z * Z / rows), middle = shrink * (rate + Z * Z / (2 * rows));
        var half = shrink * Z * Math.Sqrt(rate * (1 - rate) / rows + Z * Z / (4 * rows * rows));
        return new(Math.Max(middle - half, 0), Math.Min(middle + half, 1));
    }
}
