using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Normalization;

public class NormalizerTests
{
    private static readonly double[] Skewed = [1, 2, 2, 3, 7, 9, 40];

    [Theory]
    // (x - x.mean()) / x.std() of numpy: the deviation is that of the population.
    [InlineData("meanVariance", -0.63177532, -0.55418887, 2.39409593)]
    // (x - 1) / 39.
    [InlineData("minMax", 0, 0.0256410, 1)]
    // (x - 3) / 6.
    [InlineData("robust", -0.3333333, -0.1666667, 6.1666667)]
    [InlineData("none", 1, 2, 40)]
    public void Scales_as_its_name_says(string scaling, double first, double second, double last)
    {
        var rows = Vectors(Data(new NumericColumn("x", Skewed)), scaling);
        Assert.Equal([first, second, last], [rows[0][0], rows[1][0], rows[^1][0]], (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Bins_keep_the_order_and_bound_outliers()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => Math.Exp(0.1 * i))];
        var rows = Vectors(Data(new NumericColumn("x", values)), "binning").Select(r => r[0]).ToArray();
        Assert.Equal(rows.Order(), rows);
        Assert.Equal((0, 1), (rows[0], rows[^1]));
        // Twenty bins of equal mass: ten rows each.
        Assert.All(rows.GroupBy(r => r), bin => Assert.Equal(10, bin.Count()));
    }

    [Fact]
    public void A_missing_number_becomes_the_training_mean_and_is_marked()
    {
        var rows = Vectors(Data(new NumericColumn("x", [1, double.NaN, 3, 8]), new NumericColumn("y", [5, 6, 7, 8])), "none");
        // Slots: x, y, x is missing. The mean of 1, 3 and 8 is 4.
        Assert.Equal([4, 6, 1], rows[1]);
        Assert.Equal([8, 8, 0], rows[3]);
    }

    [Fact]
    public void What_training_rows_never_showed_is_scored_like_the_mean_or_like_other()
    {
        int[] codes = [.. Enumerable.Range(0, 40).Select(i => i % 2)];
        var data = Data(new NumericColumn("x", [.. codes.Select(c => (double)c)]), new CategoryColumn("c", codes, ["a", "b"]));
        var fitted = Normalizer.Fit(new MLContext(1), data, AllOf(data), [0, 1], "none");
        var asked = Data(new NumericColumn("x", [double.NaN, 1, 1]), new CategoryColumn("c", [0, 2, -1], ["a", "b", "new"]));
        // Slots: x, c is a, c is b.
        Assert.Equal([[0.5f, 1, 0], [1, 0, 0], [1, 0, 0]], Apply(fitted, asked, [0, 1]));
    }

    [Fact]
    public void A_rare_level_shares_the_slots_of_other()
    {
        int[] codes = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 9)];
        var rows = Vectors(Data(new CategoryColumn("c", codes, ["often", "rarely"])), "none");
        Assert.Equal([1], rows[0]);
        Assert.Equal([0], rows[^1]);
    }

    [Fact]
    public void A_column_without_a_value_has_no_place()
    {
        var data = Data(new NumericColumn("x", [double.NaN, double.NaN]), new CategoryColumn("c", [0, 1], ["a", "b"]));
        Assert.Empty(Normalizer.Fit(new MLContext(1), data, [0, 1], [0, 1], "meanVariance").Columns);
    }

    [Fact]
    public void No_NaN_and_no_infinity_leaves_the_normalization_whatever_goes_in()
        => Gen.Select(
                Any(1, 0, -3, 1e300, -1e300, 1e-300, double.NaN).Array[3, 30],
                Gen.Int[0, Scaling.Names.Count - 1],
                Any(0, double.NaN, 1e300, -1e308, 5).Array[1, 5])
            .Sample((learned, scaling, asked) =>
            {
                var data = Data(new NumericColumn("x", learned), new NumericColumn("y", [.. learned.Select((_, i) => (double)i)]));
                var fitted = Normalizer.Fit(new MLContext(1), data, AllOf(data), [0, 1], Scaling.Asked(Scaling.Names[scaling], inTime: false));
                var unseen = Data(new NumericColumn("x", asked), new NumericColumn("y", asked));
                return Apply(fitted, unseen, [0, 1]).All(row => row.All(float.IsFinite));
            }, iter: 200, threads: 1);

    private static Gen<double> Any(params double[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static float[][] Vectors(Dataset data, string scaling)
    {
        int[] inputs = [.. Enumerable.Range(0, data.Inputs.Count)];
        return Apply(Normalizer.Fit(new MLContext(1), data, AllOf(data), inputs, scaling), data, inputs);
    }

    private static float[][] Apply(FittedNormalization fitted, Dataset data, int[] inputs)
        => [.. new TransformerChain<ITransformer>([.. fitted.Steps]).Transform(new DatasetView(data, AllOf(data), inputs))
            .GetColumn<float[]>(FeatureMatrix.Features)];

    private static int[] AllOf(Dataset data) => [.. Enumerable.Range(0, data.Rows)];

    private static Dataset Data(params TableColumn[] columns) => new()
    {
        Signature = new() { Columns = [.. columns.Select(SignatureBuilder.Learn)] },
        Inputs = columns,
        Label = new bool[columns[0].Rows],
        Event = "event",
        RowsRead = columns[0].Rows,
    };
}
