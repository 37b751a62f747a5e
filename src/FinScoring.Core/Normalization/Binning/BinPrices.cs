namespace FinScoring.Core.Normalization.Binning;

/// <summary>
/// The IV that bins must bring, so that columns of noise have one bin: twice the log-likelihood must rise by 2 for each bin
/// after the first (Akaike 1974) and by ln of the number of ways to choose so many bins, the price of having searched them
/// (half that of Foster and George 1994; the middle of the range of Chen and Chen 2008).
/// </summary>
internal static class BinPrices
{
    /// <summary>In twice the log-likelihood.</summary>
    public const double PerBin = 2;

    /// <summary>The price of 1, 2, ... bins of cells whose order is given: cut in C(cells - 1, bins - 1) ways.</summary>
    /// <param name="cells">Number of cells.</param>
    /// <param name="most">Number of prices.</param>
    /// <param name="unit">What twice the log-likelihood is worth in IV: <see cref="Evidence.Unit"/>.</param>
    public static IReadOnlyList<double> OfCuts(int cells, int most, double unit)
    {
        var prices = new double[most];
        double ways = 1;
        for (var bins = 1; bins < most && bins < cells; bins++)
        {
            ways *= (cells - bins) / (double)bins;
            prices[bins] = unit * (PerBin * bins + Math.Log(ways));
        }

        return prices;
    }

    /// <summary>The same for cells whose order was learned: grouped in S(cells, bins) ways, a Stirling number of the second kind.</summary>
    public static IReadOnlyList<double> OfGroupings(int cells, int most, double unit)
    {
        var ways = new double[most + 1];
        ways[0] = 1;
        for (var cell = 1; cell <= cells; cell++)
        {
            for (var bins = most; bins > 0; bins--) ways[bins] = bins * ways[bins] + ways[bins - 1];
            ways[0] = 0;
        }

        return [.. Enumerable.Range(0, most).Select(bins => bins < cells ? unit * (PerBin * bins + Math.Log(ways[bins + 1])) : 0)];
    }
}
