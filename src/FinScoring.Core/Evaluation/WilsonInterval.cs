namespace FinScoring.Core.Evaluation;

/// <summary>The 95 % interval of a share (Wilson 1927), which is sound where there is little to count, or nothing.</summary>
internal static class WilsonInterval
{
    /// <summary>Two sides of 95 %, in standard deviations.</summary>
    private const double Z = 1.959963984540054;

    /// <param name="share">0 to 1.</param>
    /// <param name="rows">How many independent rows it is a share of.</param>
    public static Interval Of(double share, double rows)
    {
        double shrink = 1 / (1 + Z * Z / rows), middle = shrink * (share + Z * Z / (2 * rows));
        var half = shrink * Z * Math.Sqrt(share * (1 - share) / rows + Z * Z / (4 * rows * rows));
        return new(Math.Max(middle - half, 0), Math.Min(middle + half, 1));
    }
}
