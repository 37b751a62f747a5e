namespace FinScoring.Core.Evaluation;

/// <summary>
/// The most telling points of a curve (Douglas and Peucker 1973, the farthest point first): the one that is farthest from the
/// line between its kept neighbours is kept next.
/// </summary>
internal static class ThinnedCurve
{
    private const int Most = 100;

    /// <param name="points">In the curve's order.</param>
    /// <param name="at">Where a point lies.</param>
    /// <param name="corners">Indices of points to keep, ascending, both ends among them; themselves thinned if too many.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> points, Func<T, (double X, double Y)> at, IReadOnlyList<int> corners)
        => corners.Count > Most
            ? Of([.. corners.Select(c => points[c])], at, [0, corners.Count - 1])
            : [.. Kept([.. points.Select(at)], corners).Select(i => points[i])];

    private static SortedSet<int> Kept((double X, double Y)[] curve, IReadOnlyList<int> corners)
    {
        var kept = new SortedSet<int>(corners);
        var gaps = new PriorityQueue<(int From, int Middle, int To), double>();
        for (var i = 1; i < corners.Count; i++) Enqueue(corners[i - 1], corners[i]);
        while (kept.Count < Most && gaps.TryDequeue(out var gap, out _))
        {
            kept.Add(gap.Middle);
            Enqueue(gap.From, gap.Middle);
            Enqueue(gap.Middle, gap.To);
        }

        return kept;

        void Enqueue(int from, int to)
        {
            if (to - from < 2) return;
            var middle = Enumerable.Range(from + 1, to - from - 1).MaxBy(i => Distance(curve[from], curve[i], curve[to]));
            // On the line it would show nothing; what rounding leaves is no distance.
            if (Distance(curve[from], curve[middle], curve[to]) is > 1e-12 and var distance) gaps.Enqueue((from, middle, to), -distance);
        }
    }

    /// <summary>From a point to the line through two others, or to both where they are one.</summary>
    private static double Distance((double X, double Y) from, (double X, double Y) point, (double X, double Y) to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, length = Math.Sqrt(dx * dx + dy * dy);
        double px = point.X - from.X, py = point.Y - from.Y;
        return length > 0 ? Math.Abs(dx * py - dy * px) / length : Math.Sqrt(px * px + py * py);
    }
}
