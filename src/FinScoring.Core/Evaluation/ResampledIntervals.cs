using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>95 % intervals from the resamples of some rows.</summary>
/// <param name="measured">The rows themselves.</param>
/// <param name="resamples">None where too little is independent.</param>
/// <param name="effective">How many rows say as much.</param>
internal sealed class ResampledIntervals(Measurement measured, IReadOnlyList<Measurement> resamples, EffectiveRows effective)
{
    /// <summary>
    /// Of a share of fewer rows with, or without: no resample has an event where the rows have none, and few have more where they have few.
    /// </summary>
    private const int Few = 10;

    private const double Low = 0.025;
    private const double High = 0.975;

    /// <summary>By the metric's name; empty without resamples.</summary>
    public IReadOnlyDictionary<string, Interval> Metrics()
    {
        var intervals = resamples.SelectMany(r => MetricValues.Resampled(r.Metrics)).Where(v => v.Value is not null)
            .GroupBy(v => v.Name, v => v.Value!.Value)
            .ToDictionary(g => g.Key, Percentiles);
        if (resamples.Count > 0) intervals["calibrationError"] = CalibrationError();
        if (intervals.ContainsKey("ks") && measured is { Noise: { } own, Metrics: { Ks: { } ks, HMeasure: { } h } })
        {
            intervals["ks"] = OfBest(ks, own, f => f.Ks);
            intervals["hMeasure"] = OfBest(h, own, f => f.HMeasure);
        }

        return intervals;
    }

    /// <summary>The table with its intervals.</summary>
    public IReadOnlyList<Decile> Deciles(IReadOnlyList<Decile> table)
    {
        var tables = resamples.Select(r => r.Deciles).Where(d => d.Count > 0).ToArray();
        if (tables.Length == 0) return table;
        var rate = table.Sum(d => d.Events) / table.Sum(d => d.Rows);
        return [.. table.Select((decile, i) => decile with
        {
            // The last decile's gain is all there is, whatever the rows.
            GainInterval = i < table.Count - 1
                ? Share(decile.Gain, effective.Events, 1, Percentiles(tables.Select(t => t[i].Gain)))
                : Percentiles(tables.Select(t => t[i].Gain)),
            LiftInterval = Share(decile.EventRate, effective.All / table.Count, rate, Percentiles(tables.Select(t => t[i].Lift))),
        })];
    }

    /// <summary>The resamples' interval of a share of so many rows, over a scale; where there is little to count at least Wilson's.</summary>
    private static Interval Share(double share, double rows, double scale, Interval resampled)
    {
        if (Math.Min(share, 1 - share) * rows >= Few) return resampled;
        var wilson = WilsonInterval.Of(share, rows);
        return new(Math.Min(resampled.Low, wilson.Low / scale), Math.Max(resampled.High, wilson.High / scale));
    }

    /// <summary>
    /// A resample's noise counts as miscalibration, so its percentiles lie too high; for the upper limit that errs on the safe
    /// side. The lower one takes away as much as the noise may have added: how far resampled bins are from those of the rows.
    /// </summary>
    private Interval CalibrationError()
    {
        var noise = Quantile.Of([.. resamples.Select(r => measured.Calibration.DistanceTo(r.Calibration)).Order()], High);
        var highest = Percentiles(resamples.Select(r => r.Calibration.Error)).High;
        return new(Math.Max(measured.Calibration.Error - noise, 0), highest);
    }

    /// <summary>
    /// The best of many thresholds is too high by chance. Around the value less that, as far as resamples vary: by the thresholds
    /// that are best for the rows, or where the best ones are chosen again, whichever is farther.
    /// </summary>
    private Interval OfBest(double value, NoisyFigures own, Func<CurveFigures, double> figure)
    {
        NoisyFigures[] draws = [.. resamples.Select(r => r.Noise).OfType<NoisyFigures>()];
        double[] ofSmooth = [.. draws.Select(d => figure(d.OfSmooth))];
        double[] byOwn = [.. draws.Select(d => figure(d.ByOwnThresholds))];
        var honest = value - (ofSmooth.Average() - figure(own.OfSmooth));
        Interval again = Percentiles(ofSmooth), kept = Percentiles(byOwn);
        return new(
            Math.Clamp(honest + Math.Min(again.Low - ofSmooth.Average(), kept.Low - byOwn.Average()), 0, 1),
            Math.Clamp(honest + Math.Max(again.High - ofSmooth.Average(), kept.High - byOwn.Average()), 0, 1));
    }

    /// <summary>What lies between the lowest and the highest fortieth.</summary>
    public static Interval Percentiles(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new(Quantile.Of(sorted, Low), Quantile.Of(sorted, High));
    }
}
