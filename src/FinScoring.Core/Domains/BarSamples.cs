using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>
/// The bars that can be learned from: those with a full look-back and a known outcome. Entry i of every array is one of them,
/// sorted by symbol and date.
/// </summary>
internal sealed class BarSamples
{
    /// <summary>One column per name of <see cref="BarWindow.Names"/>.</summary>
    public required IReadOnlyList<TableColumn> Features { get; init; }

    /// <summary>Simple return of the close over the horizon.</summary>
    public required double[] Return { get; init; }

    /// <summary>How large a return over the horizon usually is at the bar: that of <see cref="BarWindow.ReturnScale"/>.</summary>
    public required double[] ReturnScale { get; init; }

    /// <summary>The bar's date, UTC ticks.</summary>
    public required long[] Time { get; init; }

    /// <summary>The date of the bar the horizon later, UTC ticks.</summary>
    public required long[] LabelEnd { get; init; }

    /// <summary>Index of the symbol.</summary>
    public required int[] Symbol { get; init; }

    /// <summary>Row in the file, from 0.</summary>
    public required int[] Row { get; init; }

    public static BarSamples Of(BarSeries series, int horizon)
    {
        const int behind = BarWindow.LookBack - 1;
        int[] bars = [.. Enumerable.Range(0, series.Bars.Length)
            .Where(i => i >= behind && series.Reaches(i - behind, behind) && series.Reaches(i, horizon))];
        var (features, scale) = Compute(series, bars, horizon);
        return new()
        {
            Features = features,
            Return = Array.ConvertAll(bars, i => series.Return(i, horizon)),
            ReturnScale = scale,
            Time = Array.ConvertAll(bars, i => series.Bars[i].Date.Ticks),
            LabelEnd = Array.ConvertAll(bars, i => series.Bars[i + horizon].Date.Ticks),
            Symbol = Array.ConvertAll(bars, i => series.Symbol[i]),
            Row = Array.ConvertAll(bars, i => series.Row[i]),
        };
    }

    private static (TableColumn[] Features, double[] Scale) Compute(BarSeries series, int[] bars, int horizon)
    {
        double[][] columns = [.. BarWindow.Names.Select(_ => new double[bars.Length])];
        var scale = new double[bars.Length];
        var window = new BarWindow();
        Span<double> features = new double[BarWindow.Names.Count];
        for (int i = 0, sample = 0; sample < bars.Length; i++)
        {
            if (i > 0 && !series.Reaches(i - 1, 1)) window.Clear();
            window.Add(series.Bars[i]);
            if (i != bars[sample]) continue;
            window.Compute(features);
            for (var f = 0; f < features.Length; f++) columns[f][sample] = features[f];
            scale[sample] = BarWindow.ReturnScale(features, horizon);
            sample++;
        }

        return ([.. BarWindow.Names.Select((name, f) => new NumericColumn(name, columns[f]).With([]))], scale);
    }
}
