using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using FinScoring.Core.Normalization.Binning;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Normalization;

public class WeightOfEvidenceTests
{
    private static readonly Dataset Loans = PlantedData.Dataset("loan");

    [Fact]
    public void The_chain_gives_every_value_the_weight_of_the_bin_it_is_in()
    {
        var fitted = Fit(Loans);
        Assert.Equal(["x", "copy", "z"], fitted.Columns.Select(c => Loans.Inputs[c.Input].Name));
        var rows = Apply(fitted, Loans);
        foreach (var (column, slot) in fitted.Bins.Select((column, slot) => (column, slot)))
        {
            for (var row = 0; row < Loans.Rows; row++)
                Assert.Equal((float)BinOf(Loans.Inputs[column.Input], row, column.Bins).Weight, rows[row][slot]);
        }
    }

    [Fact]
    public void A_column_that_says_nothing_has_no_place_and_a_reason()
    {
        var fitted = Fit(Loans);
        Assert.Equal(["noise", "rare"], fitted.Reasons.Keys.Select(i => Loans.Inputs[i].Name));
        Assert.All(fitted.Reasons.Values, reason => Assert.Equal("no bins of it differ in their event rate beyond chance", reason));
    }

    [Fact]
    public void What_training_never_saw_weighs_0_and_a_bound_belongs_to_the_bin_above()
    {
        var label = Enumerable.Range(0, 200).Select(i => i >= 100 ? i % 5 != 0 : i % 5 == 0).ToArray();
        var data = Data(label, new NumericColumn("n", [.. Enumerable.Range(0, 200).Select(i => (double)i)]),
            new CategoryColumn("c", [.. Enumerable.Range(0, 200).Select(i => i / 100)], ["low", "high"]));
        var asked = Data([false, false, false, false], new NumericColumn("n", [double.NaN, 100, 99.999, 1e300]),
            new CategoryColumn("c", [0, 1, 2, -1], ["low", "high", "new"]));
        var high = (float)Math.Log((80.5 / 100) / (20.5 / 100));
        // Half of the 200 rows have the event: 80 of the upper 100, 20 of the lower; half of the row added is an event.
        Assert.Equal([0, -high, high, high, -high, 0, high, 0], Apply(Fit(data), asked).SelectMany(r => r), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Six_hundred_columns_are_cut_to_five_hundred()
    {
        var random = new Random(1);
        bool[] label = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0)];
        var data = Data(label, [.. Enumerable.Range(0, 600).Select(c => new NumericColumn($"c{c}", [.. label.Select(l => (l ? 2 : 0) + random.NextDouble())]))]);
        var fitted = Fit(data);
        Assert.Equal(500, fitted.Columns.Count);
        Assert.Equal(100, Apply(fitted, data).Length);
        Assert.All(fitted.Reasons.Values, reason => Assert.Equal("500 columns say more about the event", reason));
    }

    [Fact]
    public void Where_nothing_is_sure_the_best_guess_is_made()
    {
        var data = Data([true, false, true, false, true, true], new NumericColumn("n", [1, 2, 3, 4, 5, 6]));
        var bins = Assert.Single(Fit(data).Bins).Bins;
        // The last two rows, both events, against two of four.
        Assert.Equal([new(4, 2), new(2, 2)], bins.Select(b => b.Tally));
    }

    private static Bin BinOf(TableColumn column, int row, IReadOnlyList<Bin> bins) => column switch
    {
        _ when column.IsMissing(row) => bins.Single(b => b.Kind == BinKind.Missing),
        NumericColumn n => bins.Single(b => b.Kind == BinKind.Range && (float)n.Values[row] >= b.From && (float)n.Values[row] < b.To),
        CategoryColumn c => bins.FirstOrDefault(b => b.Levels.Contains(c.Levels[c.Codes[row]])) ?? bins.Single(b => b.Kind == BinKind.Other),
        _ => throw new InvalidOperationException(),
    };

    private static FittedNormalization Fit(Dataset data)
        => Normalizer.Fit(new MLContext(1), data, AllOf(data), [.. Enumerable.Range(0, data.Inputs.Count)], "weightOfEvidence");

    private static float[][] Apply(FittedNormalization fitted, Dataset data)
        => [.. new TransformerChain<ITransformer>([.. fitted.Steps])
            .Transform(new DatasetView(data, AllOf(data), [.. Enumerable.Range(0, data.Inputs.Count)])).GetColumn<float[]>(FeatureMatrix.Features)];

    private static int[] AllOf(Dataset data) => [.. Enumerable.Range(0, data.Rows)];

    private static Dataset Data(bool[] label, params TableColumn[] columns) => new()
    {
        Signature = new() { Columns = [.. columns.Select(SignatureBuilder.Learn)] },
        Inputs = columns,
        Label = label,
        Event = "event",
        RowsRead = label.Length,
    };
}
