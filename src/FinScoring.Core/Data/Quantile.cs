namespace FinScoring.Core.Data;

/// <summary>Quantiles of a sample, linear between neighbours: the seventh kind of Hyndman and Fan (1996).</summary>
internal static class Quantile
{
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">0 for the lowest, 1 for the highest.</param>
    public static double Of(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
