using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using FinScoring.Core.Normalization.Binning;
using FinScoring.Core.Selection;
using FinScoring.Core.Tests.Domains;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Normalization;

public class SpecialStepsTests
{
    // 20 numbers of mean 9.5 and median 9.5, ten codes, one missing.
    private static readonly double[] Coded = [.. Enumerable.Range(0, 20).Select(i => (double)i), .. Enumerable.Repeat(-99.0, 10), double.NaN];

    [Theory]
    [InlineData("none", 9.5)]
    [InlineData("minMax", 0.5)]
    [InlineData("robust", 0)]
    [InlineData("meanVariance", 0)]
    public void A_code_has_a_slot_of_its_own_and_the_number_becomes_the_mean_of_the_others(string scaling, double mean)
    {
        var rows = Apply(Fit(Data(Tables.Numbers("x", Coded)), scaling), Data(Tables.Numbers("x", Coded)));
        // Slots: x, x is missing, x is -99.
        Assert.Equal([mean, 0, 1], rows[20].Select(v => (double)v), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([mean, 1, 0], rows[30].Select(v => (double)v), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0, 0], rows[3][1..]);
        Assert.NotEqual(rows[3][0], rows[4][0]);
    }

    [Fact]
    public void Codes_that_are_named_are_taken_at_their_word()
    {
        var data = Data(Tables.Numbers("x", [.. Enumerable.Range(0, 20).Select(i => i / 2.0)]).With([-1, 3.5]));
        var fitted = Fit(data, "none");
        Assert.Equal([new(0, true, 0, 1, -1, 1, 2)], fitted.Columns);
        // The mean of 0 to 9.5 in halves without 3.5: (95 - 3.5) / 19.
        Assert.Equal([[4.8157897f, 1, 0], [4, 0, 0], [4.8157897f, 0, 1]], Apply(fitted, Data(Tables.Numbers("x", -1, 4, 3.5))));
    }

    [Fact]
    public void A_column_of_nothing_but_codes_has_no_place()
        => Assert.Empty(Fit(Data(Tables.Numbers("x", -1, -2, -1, -2, double.NaN).With([-1, -2])), "meanVariance").Columns);

    [Fact]
    public void Selection_sees_codes_as_bins_apart()
    {
        var data = Data(Tables.Numbers("x", Coded));
        var columns = new FeatureColumns(FeatureMatrix.Read(Fit(data, "meanVariance").Training, data, AllOf(data), Fit(data, "meanVariance").Columns));
        var (bins, count) = columns.Bin(0);
        // Two quantile bins, missing, -99.
        Assert.Equal(4, count);
        Assert.Equal([0, 1], bins[..20].Distinct());
        Assert.All(bins[20..30], bin => Assert.Equal(3, bin));
        Assert.Equal(2, bins[30]);
        Assert.All(columns.Values(0)![20..], value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void A_scorecard_shows_a_code_as_a_bin_of_its_own()
    {
        var random = new Random(5);
        var x = Enumerable.Range(0, 1000).Select(i => i % 5 == 0 ? -9.0 : random.Next(40)).ToArray();
        var label = x.Select(v => random.NextDouble() < (v == -9 ? 0.6 : v / 80) ? 1.0 : 0).ToArray();
        var table = Tables.Of(Tables.Numbers("x", x), Tables.Numbers("event", label));
        var manifest = TrainedModels.Train("loan", PlantedData.LoanOptions with { Algorithm = "scorecard" }, table: table).Manifest;
        var bin = manifest.Scorecard!.Features.Single().Bins.Single(b => b.Kind == BinKind.Special);
        Assert.Equal(("= -9", -9, 200), (bin.Label, bin.Special, bin.Count));
        Assert.Equal(label.Where((_, i) => i % 5 == 0).Sum(), bin.Events);
        Assert.True(bin.WeightOfEvidence > 0.5);
    }

    [Fact]
    public void Of_very_many_columns_with_codes_the_first_two_hundred_have_them_apart()
    {
        var data = Data([.. Enumerable.Range(0, 210).Select(c => Tables.Numbers($"c{c}", [.. Enumerable.Range(0, 60).Select(r => r % 5 == 0 ? -999.0 : r)]))]);
        var layout = Layout.Of(data, AllOf(data), [.. Enumerable.Range(0, data.Inputs.Count)]);
        Assert.Equal(Enumerable.Range(0, 200), layout.Specials.Keys.Order());
        Assert.Equal(210, layout.Numbers.Count);
    }

    private static FittedNormalization Fit(Dataset data, string scaling)
        => Normalizer.Fit(new MLContext(1), data, AllOf(data), [.. Enumerable.Range(0, data.Inputs.Count)], scaling);

    private static float[][] Apply(FittedNormalization fitted, Dataset data)
        => [.. new TransformerChain<ITransformer>([.. fitted.Steps])
            .Transform(new DatasetView(data, AllOf(data), [.. Enumerable.Range(0, data.Inputs.Count)])).GetColumn<float[]>(FeatureMatrix.Features)];

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
