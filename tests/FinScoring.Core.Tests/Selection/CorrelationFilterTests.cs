using CsCheck;
using FinScoring.Core.Selection;

namespace FinScoring.Core.Tests.Selection;

public class CorrelationFilterTests
{
    [Fact]
    public void Finds_the_first_kept_column_of_the_same_course_or_the_opposite()
    {
        var filter = new CorrelationFilter(5);
        Assert.Null(filter.Repeats(7, [1, 2, 3, 4, 5]));
        Assert.Null(filter.Repeats(3, [1, -1, 1, -1, 1]));
        Assert.Equal((7, -1), Rounded(filter.Repeats(1, [10, 8, 6, 4, 2])));
        // Missing counts as the mean, here 3.
        Assert.Equal((7, 1), Rounded(filter.Repeats(2, [1, 2, float.NaN, 4, 5])));
    }

    [Fact]
    public void One_value_with_gaps_repeats_nothing()
    {
        var filter = new CorrelationFilter(3);
        Assert.Null(filter.Repeats(0, [1, float.NaN, 1]));
        Assert.Null(filter.Repeats(1, [float.NaN, 1, 1]));
    }

    [Fact]
    public void One_outlier_in_common_makes_no_repeat()
    {
        var random = new Random(4);
        var filter = new CorrelationFilter(500);
        float[] x = Outlier(), y = Outlier();
        Assert.True(Pearson(x, y) > 0.999);
        Assert.Null(filter.Repeats(0, x));
        Assert.Null(filter.Repeats(1, y));

        float[] Outlier() => [3e7f, .. Enumerable.Range(1, 499).Select(_ => (float)PlantedData.Normal(random))];
    }

    [Fact]
    public void Each_column_is_ranked_once_where_one_row_rules_them_all()
    {
        const int Rows = 500, Columns = 100;
        var random = new Random(4);
        float[][] columns = [.. Enumerable.Range(0, Columns).Select(_ => (float[])[3e7f, .. Enumerable.Range(1, Rows - 1).Select(_ => (float)PlantedData.Normal(random))])];
        var filter = new CorrelationFilter(Rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var column in columns) filter.Repeats(0, column);
        // A column's unit vectors, its ranks and what sorts them: some ten arrays of doubles. Ranked for each of 4,950 pairs: 50 times as many.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20L * Columns * Rows * sizeof(double));
    }

    [Fact]
    public void Early_exit_changes_no_answer()
        => Gen.Select(Gen.Int[2, 300], Gen.Double[0, 0.5], Gen.Int[0, 1000]).Sample((rows, noise, seed) =>
        {
            var random = new Random(seed);
            float[] x = [.. Enumerable.Range(0, rows).Select(_ => (float)PlantedData.Normal(random))];
            float[] y = [.. x.Select(v => (float)(-3 * v + noise * 3 * PlantedData.Normal(random)))];
            var filter = new CorrelationFilter(rows);
            filter.Repeats(0, x);
            var expected = Math.Min(Math.Abs(Pearson(x, y)), Math.Abs(Pearson(Ranks(x), Ranks(y))));
            // Rounding decides at the limit itself.
            return Math.Abs(expected - CorrelationFilter.Limit) < 1e-4 || filter.Repeats(1, y) is { } found == (expected >= CorrelationFilter.Limit);
        }, iter: 300, threads: 1);

    // The noise is continuous: no two values are equal.
    private static float[] Ranks(float[] values) => [.. values.Select(v => (float)values.Count(other => other < v))];

    private static double Pearson(float[] x, float[] y)
    {
        double mx = x.Average(), my = y.Average();
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum()
               / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }

    private static (int Column, double Correlation)? Rounded((int Column, double Correlation)? found)
        => found is { } f ? (f.Column, Math.Round(f.Correlation, 6)) : null;
}
