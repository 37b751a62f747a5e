namespace FinScoring.Core.Normalization.Binning;

/// <summary>How the event rate may go from one bin to the next.</summary>
internal enum Trend
{
    /// <summary>Never down, or never up, as the data say; free only on very strong evidence.</summary>
    Automatic,

    /// <summary>Never down.</summary>
    Rising,

    /// <summary>Never up.</summary>
    Falling,

    /// <summary>Any way.</summary>
    Free,
}

/// <summary>What bins must keep to.</summary>
/// <param name="MostBins">At most so many.</param>
/// <param name="FewestRows">At least so many rows in each.</param>
/// <param name="FewestOfEach">At least so many events, and so many others, in each.</param>
/// <param name="Unit">What a rise of twice the log-likelihood by 1 is worth in IV (see <see cref="BinPrices"/>); 0: bins are free.</param>
internal sealed record BinLimits(int MostBins, double FewestRows, double FewestOfEach, double Unit)
{
    private const double FewestShare = 0.05;

    /// <summary>For rows too few for any bin to be sure of: two bins, the best there are.</summary>
    public static BinLimits Loose { get; } = new(2, 0, 0, 0);

    /// <summary>At most 8 bins, each with 5 % of the rows, an event and another row (Siddiqi 2006), and worth their price.</summary>
    public static BinLimits Of(Evidence evidence) => new(8, FewestShare * evidence.All.Count, 1, evidence.Unit);

    public bool Allow(Tally bin) => bin.Count >= FewestRows && bin.Events >= FewestOfEach && bin.Others >= FewestOfEach;
}
