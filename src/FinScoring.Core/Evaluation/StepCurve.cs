namespace FinScoring.Core.Evaluation;

/// <summary>
/// Events and others up to each threshold, from the lowest up. They may fall from one to the next where noise was added, which
/// <see cref="IsotonicFit"/> does not take.
/// </summary>
internal sealed class StepCurve
{
    private readonly (double Events, double Others)[] _upTo;

    private StepCurve((double Events, double Others)[] upTo) => _upTo = upTo;

    /// <param name="events">Between a threshold and the one before it.</param>
    /// <param name="others">The same.</param>
    public static StepCurve Of(IReadOnlyList<double> events, IReadOnlyList<double> others)
    {
        var upTo = new (double Events, double Others)[events.Count + 1];
        for (var i = 0; i < events.Count; i++) upTo[i + 1] = (upTo[i].Events + events[i], upTo[i].Others + others[i]);
        return new(upTo);
    }

    public bool HasBothClasses => _upTo[^1] is { Events: > 0, Others: > 0 };

    /// <summary>The threshold at which the classes' distributions are farthest apart.</summary>
    public int Farthest => Enumerable.Range(0, _upTo.Length).MaxBy(DistanceAt);

    public CurveFigures Figures => new(DistanceAt(Farthest), HMeasure.Of(Hull()));

    public double DistanceAt(int threshold)
        => Math.Abs(_upTo[threshold].Events / _upTo[^1].Events - _upTo[threshold].Others / _upTo[^1].Others);

    public IsotonicBlock Between(int from, int to) => new(_upTo[to].Events - _upTo[from].Events, _upTo[to].Others - _upTo[from].Others, to - from);

    /// <summary>The sides of the lower convex hull (Andrew 1979), which are the blocks of an isotonic fit; within what there is.</summary>
    private List<IsotonicBlock> Hull()
    {
        var (events, others) = _upTo[^1];
        var corners = new List<(double Others, double Events)>();
        foreach (var point in _upTo.Select(p => (Others: Math.Clamp(p.Others, 0, others), Events: Math.Clamp(p.Events, 0, events))).Order())
        {
            while (corners.Count > 1 && !IsBelow(corners[^2], corners[^1], point)) corners.RemoveAt(corners.Count - 1);
            corners.Add(point);
        }

        return [.. corners.Zip(corners.Skip(1), (a, b) => new IsotonicBlock(b.Events - a.Events, b.Others - a.Others, 1)).Where(b => b.Weight > 0)];
    }

    /// <summary>Whether a corner lies below the line from the one before it to a point.</summary>
    private static bool IsBelow((double Others, double Events) before, (double Others, double Events) corner, (double Others, double Events) point)
        => (corner.Others - before.Others) * (point.Events - before.Events) > (corner.Events - before.Events) * (point.Others - before.Others);
}
