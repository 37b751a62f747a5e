using FinScoring.Core.Data;
using Microsoft.ML;

namespace FinScoring.Core.Normalization;

/// <summary>Median and interquartile range, which outliers do not move.</summary>
internal static class RobustScale
{
    /// <summary>A normal distribution's interquartile range, in standard deviations.</summary>
    private const double NormalRange = 1.349;

    /// <summary>Two rows of one vector: each column's median, and its median plus its interquartile range.</summary>
    public static IDataView View(string name, IEnumerable<NumericColumn> columns, int[] rows)
    {
        var scales = columns.Select(c => Of([.. rows.Select(r => c.Values[r]).Where(v => !double.IsNaN(v))])).ToArray();
        return new VectorRows(name, [[.. scales.Select(s => DatasetView.Single(s.Median))], [.. scales.Select(s => DatasetView.Single(s.Median + s.Range))]]);
    }

    /// <summary>Where the middle half is one value, the range is that of a normal distribution of the same variance.</summary>
    public static (double Median, double Range) Of(double[] values)
    {
        if (values.Length == 0) return (0, 1);
        Array.Sort(values);
        var range = Quantile.Of(values, 0.75) - Quantile.Of(values, 0.25);
        if (range > 0) return (Quantile.Of(values, 0.5), range);
        var mean = values.Average();
        var deviation = NormalRange * Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return (Quantile.Of(values, 0.5), deviation > 0 ? deviation : 1);
    }
}
