namespace FinScoring.Core.Evaluation;

/// <summary>The metrics as named numbers.</summary>
internal static class MetricValues
{
    /// <summary>Those whose interval is that of their resamples.</summary>
    public static IEnumerable<(string Name, double? Value)> Resampled(Metrics metrics) =>
    [
        ("auc", metrics.Auc),
        ("gini", metrics.Gini),
        ("ks", metrics.Ks),
        ("prAuc", metrics.PrAuc),
        ("partialGini", metrics.PartialGini),
        ("hMeasure", metrics.HMeasure),
        ("logLoss", metrics.LogLoss),
        ("brier", metrics.Brier),
        ("accuracy", metrics.Accuracy),
        ("calibrationSlope", metrics.CalibrationSlope),
        ("calibrationIntercept", metrics.CalibrationIntercept),
    ];

    /// <summary>Sample standard deviation of each metric over the folds that have it; absent below two.</summary>
    public static IReadOnlyDictionary<string, double> Spread(IEnumerable<Metrics> folds)
        => folds.SelectMany(All).Where(v => v.Value is not null).GroupBy(v => v.Name, v => v.Value!.Value)
            .Where(g => g.Count() > 1)
            .ToDictionary(g => g.Key, g => StandardDeviation([.. g]));

    private static IEnumerable<(string Name, double? Value)> All(Metrics metrics) =>
    [
        .. Resampled(metrics),
        ("calibrationError", metrics.CalibrationError),
        ("truePositive", metrics.Confusion.TruePositive),
        ("falsePositive", metrics.Confusion.FalsePositive),
        ("trueNegative", metrics.Confusion.TrueNegative),
        ("falseNegative", metrics.Confusion.FalseNegative),
    ];

    private static double StandardDeviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
