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

    /// <summary>Prices that differ, relatively, by no more are one price: they are that of another format.</summary>
    private const double OnePrice = 1e-9;

    /// <summary>Without volume two quiet bars in a row may be alike by chance, but not where their range is this share of the price.</summary>
    private const double ChanceRange = 0.001;

    /// <summary>Whether the high is below the low, or below open or close by more than the tolerance; false where one is NaN.</summary>
    public bool IsHighTooLow => High < Low * (1 - Rounding) || High < Math.Max(Open, Close) * (1 - Tolerance);

    /// <summary>Whether the low is above open or close by more than the tolerance; false where one is NaN.</summary>
    public bool IsLowTooHigh => Low > Math.Min(Open, Close) * (1 + Tolerance);

    /// <summary>Whether something was traded for sure: volume that is missing is none.</summary>
    public bool HasVolume => Volume > 0;

    /// <summary>Whether open, high, low and close are one price.</summary>
    public bool IsFlat => Math.Max(Math.Max(Open, Close), High) <= Math.Min(Math.Min(Open, Close), Low) * (1 + OnePrice);

    /// <summary>
    /// Whether nothing was traded: weekends and holidays that were filled in, a halt. Such a bar has one price and no volume; where
    /// no bar of its symbol has any, as of an index, that is no sign. Or it is a copy of the bar before it.
    /// </summary>
    /// <param name="before">The bar of its symbol that was traded last; null: none is known.</param>
    /// <param name="symbolHasVolume">Whether some bar of its symbol has volume.</param>
    public bool IsIdle(Bar? before, bool symbolHasVolume)
        => (IsFlat && symbolHasVolume && !HasVolume) || (before is { } last && IsCopyOf(last, symbolHasVolume));

    private bool IsCopyOf(Bar before, bool symbolHasVolume)
        => !IsFlat && (Open, High, Low, Close) == (before.Open, before.High, before.Low, before.Close)
            && (HasVolume ? Volume == before.Volume : symbolHasVolume || High - Low >= ChanceRange * Close);
}
