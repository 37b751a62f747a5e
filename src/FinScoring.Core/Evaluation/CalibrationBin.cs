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
    internal static CalibrationBin Of(IReadOnlyCollection<ScoreStep> steps)
    {
        double weight = steps.Sum(s => s.Weight), rate = steps.Sum(s => s.Events) / weight;
        var effective = weight * weight / steps.Sum(s => s.Squares);
        return new(steps.Sum(s => s.Weight * s.Probability) / weight, rate, steps.Sum(s => s.Rows), WilsonInterval.Of(rate, effective));
    }
}
