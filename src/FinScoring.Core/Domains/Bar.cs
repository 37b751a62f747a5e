namespace FinScoring.Core.Domains;

/// <summary>One bar of one symbol. Prices are positive; volume is 0 or above, or missing (NaN).</summary>
public readonly record struct Bar(DateTime Date, double Open, double High, double Low, double Close, double Volume)
{
    /// <summary>
    /// How far, relatively, open and close may be beyond high or low. Rounding alone would need 1e-6, but published daily
    /// bars often take the open from another venue than the range: of 70,206 bars of the DJIA's stocks, 149 have an open or
    /// close outside the range, but only 27 by more than 1 % (the worst: an open of 200 at a high of 90.36).
    /// </summary>
    public const double Tolerance = 0.01;

    private const double Rounding = 1e-6;

    /// <summary>Whether the high is below the low, or below open or close by more than the tolerance; false where one is NaN.</summary>
    public bool IsHighTooLow => High < Low * (1 - Rounding) || High < Math.Max(Open, Close) * (1 - Tolerance);

    /// <summary>Whether the low is above open or close by more than the tolerance; false where one is NaN.</summary>
    public bool IsLowTooHigh => Low > Math.Min(Open, Close) * (1 + Tolerance);
}
