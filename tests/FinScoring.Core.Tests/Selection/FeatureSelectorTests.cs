using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using FinScoring.Core.Selection;
using FinScoring.Core.Tests.Domains;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Selection;

public class FeatureSelectorTests
{
    private static readonly string[] Names = ["copy", "x", "noise", "z", "rare", "flat"];

    [Theory]
    [InlineData("standard", "x z")]
    [InlineData("information", "copy x z")]
    [InlineData("none", "copy x noise z rare flat")]
    public void Keeps_what_the_method_says(string method, string kept)
        => Assert.Equal(kept.Split(' '), Select(method).Inputs.Select(i => Names[i]));

    [Fact]
    public void Correlation_alone_leaves_out_repeats_and_constants()
        => Assert.Equal(["x", "noise", "z", "rare"], Select("correlation").Inputs.Select(i => Names[i]));

    [Fact]
    public void Where_interactions_can_be_found_a_column_that_says_nothing_alone_stays_while_few_are_kept()
    {
        var selected = Select("standard", interactions: true);
        Assert.Equal(["x", "noise", "z", "rare"], selected.Inputs.Select(i => Names[i]));
        Assert.Contains("beside the others", selected.Report[2].Reason);

        TableColumn[] noise = [.. Enumerable.Range(0, 150).Select(c => Noise(c))];
        string[] names = [.. noise.Select(c => c.Name)];
        Assert.Equal(100, FeatureSelector.Select(names, Normalize(Data(PlantedData.Dataset().Label, noise)), "standard", null, interactions: true)
            .Report.Count(r => r.Kept));
    }

    [Fact]
    public void Every_column_has_a_reason()
    {
        var report = Select("standard").Report;
        Assert.Equal(Names, report.Select(r => r.Name));
        Assert.Equal(["x", "z"], report.Where(r => r.Kept).Select(r => r.Name));
        Assert.Equal(("x", true), (report[0].CorrelatedWith, Math.Abs(report[0].Correlation!.Value) > 0.98));
        Assert.Contains("beyond chance", report[2].Reason);
        Assert.Contains("one value", report[5].Reason);
        Assert.All(report, r => Assert.NotNull(r.MutualInformation));
    }

    [Fact]
    public void No_more_than_asked_for_the_most_informative_first()
        => Assert.Equal(["x"], Select("standard", most: 1).Inputs.Select(i => Names[i]));

    [Fact]
    public void The_best_column_stays_even_if_it_says_nothing()
    {
        var data = Data([.. PlantedData.Dataset().Label.Order()], Tables.Numbers("noise", [.. Enumerable.Range(0, 600).Select(i => i * 7 % 10.0)]));
        var selected = FeatureSelector.Select(["noise"], Normalize(data), "standard", null);
        Assert.Equal([0], selected.Inputs);
        Assert.True(selected.Report[0].MutualInformation <= 0);
    }

    [Fact]
    public void Of_many_rows_a_tenth_is_in_each_bin_and_only_the_missing_in_theirs()
    {
        var x = Tables.Numbers("x", [.. Enumerable.Range(0, 50_000).Select(i => i % 10 == 9 ? double.NaN : i)]);
        var (bins, count) = new FeatureColumns(Normalize(Data([.. Enumerable.Range(0, 50_000).Select(i => i % 3 == 0)], x))).Bin(0);
        Assert.Equal(11, count);
        Assert.Equal(5_000, bins.Count(bin => bin == 10));
        Assert.All(Enumerable.Range(0, 10), bin => Assert.InRange(bins.Count(b => b == bin), 4_000, 5_000));
    }

    [Fact]
    public void A_column_that_says_something_of_every_second_row_alone_is_kept()
    {
        // Two symbols in turn, the label of the second being told by its numbers.
        var random = new Random(5);
        var x = Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? random.NextDouble() : 100 + 100 * random.NextDouble()).ToArray();
        bool[] label = [.. x.Select(v => v > 100 ? v > 150 : random.Next(2) == 0)];
        var line = Assert.Single(FeatureSelector.Select(["x"], Normalize(Data(label, Tables.Numbers("x", x))), "standard", null).Report);
        // Half of the rows say all there is to know of their label, ln 2, but for a bin on either side of 150.
        Assert.InRange(line.MutualInformation!.Value, (0.5 - 0.12) * Math.Log(2), 0.5 * Math.Log(2));
    }

    private static NumericColumn Noise(int seed)
    {
        var random = new Random(seed);
        return Tables.Numbers($"noise{seed}", [.. Enumerable.Range(0, 600).Select(_ => PlantedData.Normal(random))]);
    }

    private static SelectedFeatures Select(string method, int? most = null, bool interactions = false)
    {
        var planted = PlantedData.Dataset();
        TableColumn Column(string name) => planted.Inputs.Single(i => i.Name == name);
        var x = ((NumericColumn)Column("x")).Values;
        var random = new Random(3);
        // Correlated .995 with x, and a little less informative.
        var copy = Tables.Numbers("copy", [.. x.Select(v => 3 - 2 * v + 0.2 * PlantedData.Normal(random))]);
        var data = Data(planted.Label, copy, Column("x"), Column("noise"), Column("z"), Column("rare"), Tables.Numbers("flat", new double[x.Count]));
        return FeatureSelector.Select(Names, Normalize(data), method, most, interactions);
    }

    private static FeatureMatrix Normalize(Dataset data)
    {
        int[] rows = [.. Enumerable.Range(0, data.Rows)], inputs = [.. Enumerable.Range(0, data.Inputs.Count)];
        var fitted = Normalizer.Fit(new MLContext(1), data, rows, inputs, "meanVariance");
        var view = new TransformerChain<ITransformer>([.. fitted.Steps]).Transform(new DatasetView(data, rows, inputs));
        return FeatureMatrix.Read(view, data, rows, fitted.Columns);
    }

    private static Dataset Data(bool[] label, params TableColumn[] columns) => new()
    {
        Signature = new() { Columns = [.. columns.Select(SignatureBuilder.Learn)] },
        Inputs = columns,
        Label = label,
        Event = "event",
        RowsRead = label.Length,
    };
}
