namespace FinScoring.Core.Evaluation;

/// <summary>What a threshold does.</summary>
/// <param name="Recall">Share of the events that are at or above the threshold.</param>
/// <param name="Precision">Share of events among the rows that are.</param>
/// <param name="Threshold">Null where no row is.</param>
public sealed record PrecisionRecallPoint(double Recall, double Precision, double? Threshold)
{
    /// <param name="steps">Of rising probability.</param>
    /// <param name="events">Weight of all events.</param>
    internal static IReadOnlyList<PrecisionRecallPoint> Curve(IReadOnlyList<ScoreStep> steps, double events)
    {
        var points = new List<PrecisionRecallPoint> { new(0, 1, null) };
        double above = 0, rows = 0;
        foreach (var step in steps.Reverse())
        {
            above += step.Events;
            rows += step.Weight;
            points.Add(new(Math.Min(above / events, 1), above / rows, step.Probability));
        }

        return ThinnedCurve.Of(points, point => (point.Recall, point.Precision), [0, points.Count - 1]);
    }
}
