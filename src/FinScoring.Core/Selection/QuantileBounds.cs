namespace FinScoring.Core.Selection;

/// <summary>Bounds of bins of about equal mass: at most ten, and no fewer rows in each than can be learned from.</summary>
internal static class QuantileBounds
{
    private const int MostBins = 10, FewestRowsPerBin = 25;

    /// <summary>Upper bounds, each inside its bin; equal values never part. None where there are no values.</summary>
    public static T[] Of<T>(T[] sorted)
    {
        var count = Math.Min(Math.Clamp(sorted.Length / FewestRowsPerBin, 2, MostBins), sorted.Length);
        return [.. Enumerable.Range(1, count).Select(b => sorted[(int)((long)b * sorted.Length / count) - 1]).Distinct()];
    }
}
