using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>Columns of a dated file that drift: left out unless they are named, and told.</summary>
public class DriftTests
{
    private static readonly Table Dated = Tables.Of(
    [
        .. PlantedData.Loans().Columns,
        Tables.Numbers("level", [.. Enumerable.Range(0, 600).Select(i => 100 + i + 20 * Math.Sin(i))]),
        Tables.Dates("date", [.. Enumerable.Range(0, 600).Select(Tables.Day)]),
    ]);

    private static readonly TrainingOptions Options = PlantedData.Options("risk", "logistic") with { Time = "date" };

    [Fact]
    public void A_level_that_rises_with_time_is_left_out_and_told()
    {
        var manifest = Train(Options);
        var line = manifest.Selection.Single(l => l.Name == "level");
        Assert.False(line.Kept);
        Assert.True(line.Stationarity!.Drifts);
        Assert.Equal(0, line.KeptInFolds);
        Assert.Equal(ColumnKind.Ignored, manifest.Signature.Columns.Single(c => c.Name == "level").Kind);
        Assert.Contains(manifest.Warnings, w => w.StartsWith("Left out, because later rows have other values", StringComparison.Ordinal) && w.Contains(": level."));
        Assert.All(manifest.Selection.Where(l => l.Name is "x" or "noise" or "z"), l => Assert.False(l.Stationarity!.Drifts));
    }

    [Fact]
    public void Naming_it_keeps_it_with_a_warning()
    {
        var manifest = Train(Options with { Features = ["x", "z", "level"], Exclude = [], Selection = "none" });
        Assert.True(manifest.Selection.Single(l => l.Name == "level").Kept);
        Assert.Contains(manifest.Warnings, w => w.StartsWith("Kept, because features names them", StringComparison.Ordinal) && w.Contains(": level."));
    }

    [Fact]
    public void Without_time_nothing_is_said_of_it()
        => Assert.All(Train(Options with { Time = null }).Selection, l => Assert.Null(l.Stationarity));

    [Fact]
    public void Where_every_column_drifts_the_training_says_which_and_what_to_do()
    {
        var table = Tables.Of([Dated.Find("event")!, Dated.Find("level")!, Dated.Find("date")!]);
        var error = Assert.Throws<BadDataException>(() => Train(Options with { Exclude = [] }, table));
        Assert.Contains("Every column drifts with time: level.", Assert.Single(error.Errors["features"]));
    }

    [Theory]
    [InlineData("logistic", "meanVariance")]
    [InlineData("logistic", "minMax")]
    [InlineData("logistic", "robust")]
    [InlineData("logistic", "binning")]
    [InlineData("logistic", "perColumn")]
    [InlineData("linear", "auto")]
    [InlineData("blend", "auto")]
    public void A_number_beyond_the_training_range_counts_as_its_end(string algorithm, string normalization)
    {
        var table = PlantedData.Loans();
        var options = PlantedData.Options("loan", algorithm) with { Normalization = normalization, Exclude = ["weight", "copy"] };
        var model = TrainedModels.Train("loan", options, table: table);
        var known = ((NumericColumn)table.Find("x")!).Values.Where(v => !double.IsNaN(v)).ToArray();
        var range = model.Manifest.Ranges.Single(r => r.Name == "x");
        Assert.Equal((known.Min(), known.Max()), (range.Low, range.High));
        using var row = Core.Scoring.Scorer.Of(model.Chain, model.Manifest).Rent();
        Assert.Equal(LogOdds(range.High), LogOdds(1000));
        Assert.Equal(LogOdds(range.Low), LogOdds(-1e30));
        Assert.Contains(row.Warnings, w => w.Message.EndsWith(string.Create(CultureInfo.InvariantCulture, $", and counts as {range.Low}."), StringComparison.Ordinal));
        // Inside the range a number still says what it says: x raises the risk.
        Assert.True(LogOdds(range.High) > LogOdds(range.Low) + 1);

        double LogOdds(double x)
        {
            row.Clear();
            row.SetNumber(row.Find("x")!.Value, x, x.ToString(CultureInfo.InvariantCulture));
            foreach (var other in model.Manifest.Signature.Inputs.Where(c => c.Name != "x"))
            {
                if (other.Kind == ColumnKind.Numeric) row.SetNumber(row.Find(other.Name)!.Value, 0.1, "0.1");
                else row.SetText(row.Find(other.Name)!.Value, "a");
            }

            Assert.True(row.Complete());
            return row.LogOdds();
        }
    }

    [Fact]
    public void A_range_is_told_in_the_files_own_numbers()
    {
        // Milliseconds since 1970 within a minute: centred on their way into the chain.
        double[] times = [.. Enumerable.Range(0, 600).Select(i => 1_700_000_000_000 + i * 7919 % 60_000)];
        var table = Tables.Of([.. PlantedData.Loans().Columns, Tables.Numbers("clock", times)]);
        var manifest = TrainedModels.Train("loan", PlantedData.Options("loan", "logistic") with { Features = ["x", "clock"], Exclude = [], Selection = "none" }, table: table).Manifest;
        Assert.NotNull(manifest.Signature.Inputs.Single(c => c.Name == "clock").Centre);
        var range = manifest.Ranges.Single(r => r.Name == "clock");
        Assert.Equal((times.Min(), times.Max()), (range.Low, range.High));
    }

    [Fact]
    public void Trees_alone_hold_nothing_to_a_range()
        => Assert.Empty(TrainedModels.Train("loan", PlantedData.Options("loan", "fastTree"), table: PlantedData.Loans()).Manifest.Ranges);

    private static Manifest Train(TrainingOptions options, Table? table = null) => TrainedModels.Train("risk", options, table: table ?? Dated).Manifest;
}
