namespace FinScoring.Core.Evaluation;

/// <summary>What a threshold does.</summary>
/// <param name="FalsePositiveRate">Share of the rows without the event that are at or above the threshold.</param>
/// <param name="TruePositiveRate">Share of the events that are.</param>
/// <param name="Threshold">Null where no row is.</param>
public sealed record RocPoint(double FalsePositiveRate, double TruePositiveRate, double? Threshold)
{
    /// <param name="steps">Of rising probability.</param>
    /// <param name="hull">The steps between the corners of the convex hull, in the same order.</param>
    /// <param name="events">Weight of all events.</param>
    /// <param name="others">Weight of all other rows.</param>
    internal static IReadOnlyList<RocPoint> Curve(
        IReadOnlyList<ScoreStep> steps, IReadOnlyList<IsotonicBlock> hull, double events, double others)
    {
        var points = new List<RocPoint> { new(0, 0, null) };
        double above = 0, aboveOthers = 0;
        foreach (var step in steps.Reverse())
        {
            above += step.Events;
            aboveOthers += step.Others;
            points.Add(new(Math.Min(aboveOthers / others, 1), Math.Min(above / events, 1), step.Probability));
        }

        return ThinnedCurve.Of(points, point => (point.FalsePositiveRate, point.TruePositiveRate), Corners(hull));
    }

    private static List<int> Corners(IReadOnlyList<IsotonicBlock> hull)
    {
        var corners = new List<int> { 0 };
        foreach (var block in hull.Reverse()) corners.Add(corners[^1] + block.Steps);
        return corners;
    }
}
