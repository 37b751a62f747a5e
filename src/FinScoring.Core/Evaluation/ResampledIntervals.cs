using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>95 % intervals from the resamples of some rows.</summary>
/// <param name="measured">The rows themselves.</param>
/// <param name="resamples">None where too little is independent.</param>
internal sealed class ResampledIntervals(Measurement measured, IReadOnlyList<Measurement> resamples)
{
    private const double Low = 0.025;
    private const double High = 0.975;

    /// <summary>By the metric's name; empty without resamples.</summary>
    public IReadOnlyDictionary<string, Interval> Metrics()
    {
        var intervals = resamples.SelectMany(r => MetricValues.Resampled(r.Metrics)).Where(v => v.Value is not null)
            .GroupBy(v => v.Name, v => v.Value!.Value)
            .ToDictionary(g => g.Key, Percentiles);
        if (resamples.Count > 0) intervals["calibrationError"] = CalibrationError();
        return intervals;
    }

    /// <summary>The table with its intervals.</summary>
    public IReadOnlyList<Decile> Deciles(IReadOnlyList<Decile> table)
    {
        var tables = resamples.Select(r => r.Deciles).Where(d => d.Count > 0).ToArray();
        return tables.Length == 0
            ? table
            : [.. table.Select((decile, i) => decile with
            {
                GainInterval = Percentiles(tables.Select(t => t[i].Gain)),
                LiftInterval = Percentiles(tables.Select(t => t[i].Lift)),
            })];
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

    /// <summary>What lies between the lowest and the highest fortieth.</summary>
    public static Interval Percentiles(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new(Quantile.Of(sorted, Low), Quantile.Of(sorted, High));
    }
}
