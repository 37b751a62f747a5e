using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

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
        return new TwoRows(name, [.. scales.Select(s => Single(s.Median))], [.. scales.Select(s => Single(s.Median + s.Range))]);
    }

    /// <summary>Where the middle half is one value, the range is that of a normal distribution of the same variance.</summary>
    public static (double Median, double Range) Of(double[] values)
    {
        if (values.Length == 0) return (0, 1);
        Array.Sort(values);
        var range = Quantile(values, 0.75) - Quantile(values, 0.25);
        if (range > 0) return (Quantile(values, 0.5), range);
        var mean = values.Average();
        var deviation = NormalRange * Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return (Quantile(values, 0.5), deviation > 0 ? deviation : 1);
    }

    /// <summary>Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }

    private static float Single(double value) => (float)Math.Clamp(value, -float.MaxValue, float.MaxValue);

    private sealed class TwoRows(string name, float[] first, float[] second) : IndexedView(2)
    {
        public override DataViewSchema Schema { get; } = Describe(name, first.Length);

        internal override Delegate Getter(int column, IndexedCursor cursor)
            => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value)
                => new VBuffer<float>(first.Length, cursor.Row == 0 ? first : second).CopyTo(ref value));

        private static DataViewSchema Describe(string name, int length)
        {
            var schema = new DataViewSchema.Builder();
            schema.AddColumn(name, new VectorDataViewType(NumberDataViewType.Single, length));
            return schema.ToSchema();
        }
    }
}
