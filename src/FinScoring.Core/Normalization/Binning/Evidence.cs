namespace FinScoring.Core.Normalization.Binning;

/// <summary>
/// Weight of evidence and information value of a bin (Siddiqi, Credit Risk Scorecards, 2006, chapter 6), of the event over the
/// rest: WOE = ln((events in the bin / all events) / (others in the bin / all others)), so that a bin riskier than average has
/// WOE > 0 whatever the domain. Siddiqi's own WOE, of goods over bads, is its negative.
/// </summary>
/// <param name="all">All training rows, with events and others among them.</param>
internal sealed class Evidence(Tally all)
{
    /// <summary>
    /// Rows of the average event rate added to each bin, so that the WOE of a pure bin is finite and that of a small one near 0
    /// (the m-estimate of Cestnik 1990).
    /// </summary>
    public const double AddedRows = 1;

    public Tally All { get; } = all;

    /// <summary>
    /// What a unit of chi-squared is worth in IV: IV is near chi-squared / (n p (1 - p)) where bins differ little, and
    /// 1 / (n p (1 - p)) = 1 / events + 1 / others.
    /// </summary>
    public double Unit { get; } = 1 / all.Events + 1 / all.Others;

    /// <summary>The natural logarithm of the bin's odds over the average odds.</summary>
    public double Weight(Tally bin)
    {
        var events = bin.Events + AddedRows * All.Rate;
        var others = bin.Others + AddedRows * (1 - All.Rate);
        return Math.Log(events / others * (All.Others / All.Events));
    }

    /// <summary>The bin's part of the information value, 0 or more: (share of the events - share of the others) * WOE.</summary>
    public double Value(Tally bin) => (bin.Events / All.Events - bin.Others / All.Others) * Weight(bin);
}
