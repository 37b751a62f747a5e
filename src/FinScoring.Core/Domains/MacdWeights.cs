namespace FinScoring.Core.Domains;

/// <summary>
/// MACD(12, 26, 9) of a window is a weighted sum of its closes, and these are the weights, oldest first. Every exponential
/// mean has the weights (1 - 2/(n+1))^age, normalized over the bars of the window up to its own: nothing before it matters.
/// </summary>
internal static class MacdWeights
{
    public static readonly double[] Line = LineAt(BarWindow.LookBack - 1);

    public static readonly double[] Histogram = [.. Line.Zip(Signal(), (line, signal) => line - signal)];

    /// <summary>EMA(12) - EMA(26) at a bar of the window.</summary>
    private static double[] LineAt(int bar) => [.. Mean(12, bar).Zip(Mean(26, bar), (fast, slow) => fast - slow)];

    /// <summary>EMA(9), at the last bar, of the lines at all bars.</summary>
    private static double[] Signal()
    {
        var signal = new double[BarWindow.LookBack];
        foreach (var (bar, weight) in Mean(9, BarWindow.LookBack - 1).Index())
        {
            foreach (var (i, line) in LineAt(bar).Index()) signal[i] += weight * line;
        }

        return signal;
    }

    private static double[] Mean(int span, int bar)
    {
        var weights = new double[BarWindow.LookBack];
        for (var i = 0; i <= bar; i++) weights[i] = Math.Pow(1 - 2.0 / (span + 1), bar - i);
        var sum = weights.Sum();
        return Array.ConvertAll(weights, w => w / sum);
    }
}
