namespace FinScoring.Core.Domains;

/// <summary>
/// The features of a window of bars, oldest first. None depends on the scale of prices or volumes, so that symbols compare
/// and an old model meets new price levels.
/// </summary>
internal static class BarFeatures
{
    public delegate double Formula(ReadOnlySpan<Bar> bars);

    /// <summary>What returns are scaled by.</summary>
    public const string Volatility20 = "volatility20";

    /// <summary>The last return of one bar.</summary>
    public const string Return1 = "return1";

    /// <summary>A bar without volume counts as this share of the mean, or its logarithm would be infinite.</summary>
    private const double LeastVolume = 0.001;

    public static IReadOnlyList<(string Name, Formula Formula)> All { get; } =
    [
        // Simple return of the close over n bars: momentum (Jegadeesh and Titman 1993), reversal over the shortest spans.
        (Return1, bars => Return(bars, 1)),
        ("return2", bars => Return(bars, 2)),
        ("return5", bars => Return(bars, 5)),
        ("return10", bars => Return(bars, 10)),
        ("return20", bars => Return(bars, 20)),
        ("return60", bars => Return(bars, 60)),

        // Sample standard deviation of the last n one-bar log returns (historical volatility), per bar, not annualized.
        ("volatility5", bars => Volatility(bars, 5)),
        (Volatility20, bars => Volatility(bars, 20)),
        ("volatility60", bars => Volatility(bars, 60)),

        // Relative strength index, 0 to 100 (Wilder 1978), with Cutler's simple averages, which need no more than 14 bars.
        ("rsi14", bars => RelativeStrength(bars, 14)),

        // MACD(12, 26, 9) (Appel 1979) as a share of the close: the line, EMA(12) - EMA(26), and its distance from its EMA(9).
        ("macd", bars => Weighted(bars, MacdWeights.Line)),
        ("macdHistogram", bars => Weighted(bars, MacdWeights.Histogram)),

        // Place of the close between the lowest low (0) and the highest high (1) of n bars (Lane's stochastic %K).
        ("rangePosition14", bars => RangePosition(bars, 14)),
        ("rangePosition60", bars => RangePosition(bars, 60)),

        // ln(volume / mean volume of the last 20 bars).
        ("volume20", bars => RelativeVolume(bars, 20)),

        // (high - low) / close of the last bar, and its open against the close before.
        ("barRange", bars => (bars[^1].High - bars[^1].Low) / bars[^1].Close),
        ("overnightGap", bars => bars[^1].Open / bars[^2].Close - 1),
    ];

    private static double Return(ReadOnlySpan<Bar> bars, int span) => bars[^1].Close / bars[^(span + 1)].Close - 1;

    private static double Volatility(ReadOnlySpan<Bar> bars, int span)
    {
        var mean = Math.Log(bars[^1].Close / bars[^(span + 1)].Close) / span;
        double squares = 0;
        for (var i = bars.Length - span; i < bars.Length; i++)
        {
            var deviation = Math.Log(bars[i].Close / bars[i - 1].Close) - mean;
            squares += deviation * deviation;
        }

        return Math.Sqrt(squares / (span - 1));
    }

    /// <summary>100 gains / (gains + losses) over the last changes of the close; 50 where it never moved.</summary>
    private static double RelativeStrength(ReadOnlySpan<Bar> bars, int span)
    {
        double gains = 0, losses = 0;
        for (var i = bars.Length - span; i < bars.Length; i++)
        {
            var change = bars[i].Close - bars[i - 1].Close;
            gains += Math.Max(change, 0);
            losses += Math.Max(-change, 0);
        }

        return gains + losses == 0 ? 50 : 100 * gains / (gains + losses);
    }

    private static double Weighted(ReadOnlySpan<Bar> bars, double[] weights)
    {
        double sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * bars[i].Close;
        return sum / bars[^1].Close;
    }

    /// <summary>0.5 where the range is flat.</summary>
    private static double RangePosition(ReadOnlySpan<Bar> bars, int span)
    {
        double low = double.MaxValue, high = 0;
        foreach (var bar in bars[^span..]) (low, high) = (Math.Min(low, bar.Low), Math.Max(high, bar.High));
        return high == low ? 0.5 : (bars[^1].Close - low) / (high - low);
    }

    /// <summary>0 where none of the bars has volume; NaN where the volume of one is missing.</summary>
    private static double RelativeVolume(ReadOnlySpan<Bar> bars, int span)
    {
        double mean = 0;
        foreach (var bar in bars[^span..]) mean += bar.Volume / span;
        return mean == 0 ? 0 : Math.Log(Math.Max(bars[^1].Volume / mean, LeastVolume));
    }
}
