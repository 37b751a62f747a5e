using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Evaluation;

public class OutOfFoldPredictionsTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("weight", null)]
    [InlineData("weight", 0.1)]
    public void Every_metric_of_the_manifest_follows_from_the_predictions(string? weight, double? rate)
    {
        var model = TrainedModels.Train(
            "loan", PlantedData.LoanOptions with { Algorithm = "logistic", Weight = weight, PopulationRate = rate, Exclude = ["id"] }, table: Loans());
        var lines = PredictionLine.Of(model);
        var report = model.Manifest.Evaluation;

        Assert.Equal((report.Rows, report.Events), (lines.Length, lines.Count(l => l.Label)));
        Check(report.Metrics, new(lines));
        Assert.All(report.Folds, (fold, i) =>
        {
            PredictionLine[] own = [.. lines.Where(l => l.Fold == i + 1)];
            Assert.Equal((fold.Rows, fold.Events), (own.Length, own.Count(l => l.Label)));
            Check(fold.Metrics, new(own));
        });
        Assert.All(report.Curves!.Calibration.Zip(new Recomputed(lines).Bins), bin =>
        {
            Assert.Equal(bin.Second.Probability, bin.First.Probability, 1e-9);
            Assert.Equal(bin.Second.EventRate, bin.First.EventRate, 1e-9);
            Assert.Equal(bin.Second.Rows, bin.First.Rows);
        });
        if (rate is { } known) Assert.Equal(known, lines.Where(l => l.Label).Sum(l => l.Weight) / lines.Sum(l => l.Weight), 1e-6);
    }

    [Fact]
    public void A_row_is_that_of_the_file_though_others_have_no_label()
    {
        var table = Loans();
        var lines = PredictionLine.Of(TrainedModels.Train("loan", PlantedData.LoanOptions with { Algorithm = "logistic", Exclude = ["id"] }, table: table));
        var label = (NumericColumn)table.Find("event")!;

        Assert.Equal(Enumerable.Range(1, table.Rows).Where(row => !double.IsNaN(label.Values[row - 1])), lines.Select(l => l.Row));
        Assert.All(lines, l => Assert.Equal((label.Values[l.Row - 1] == 1, $"A-{l.Row - 1}"), (l.Label, l.Id)));
        Assert.All(lines, l => Assert.Equal(1, l.Weight));
        Assert.Equal([1, 2, 3], lines.Select(l => l.Fold).Distinct().Order());
    }

    [Fact]
    public void A_bar_is_named_by_symbol_and_date_and_only_those_of_later_folds_are_there()
    {
        var table = PlantedData.Bars();
        var model = TrainedModels.Train("trade", new() { Algorithm = "logistic", Folds = 2 }, table: table);
        var lines = PredictionLine.Of(model);
        var dates = (DateColumn)table.Columns.First(c => c is DateColumn);

        Assert.Equal(model.Manifest.Evaluation.Rows, lines.Length);
        Assert.True(lines.Length < 0.71 * table.Rows);
        Assert.All(lines, l => Assert.Equal(
            (new DateTime(dates.Ticks[l.Row - 1]).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "", ""),
            (l.Date, l.Symbol, l.Id)));
        Check(model.Manifest.Metrics, new(lines));
    }

    [Fact]
    public void An_id_that_holds_a_comma_or_quotes_is_quoted()
    {
        var data = new Dataset
        {
            Signature = new() { Columns = [] },
            Inputs = [],
            Label = [true, false],
            Event = "default",
            RowsRead = 2,
            Id = Tables.Texts("id", ["a,\"b\"", "c"]),
        };
        using var csv = new MemoryStream();
        new OutOfFoldPredictions(data, [new(new([], [0, 1]), "gam", [0.1 + 0.2, 1e-7])], null).Write(csv);

        Assert.Equal(
            "row,id,fold,label,weight,probability\n1,\"a,\"\"b\"\"\",1,1,1,0.30000000000000004\n2,c,1,0,1,1E-07\n",
            System.Text.Encoding.UTF8.GetString(csv.ToArray()));
    }

    private static void Check(Metrics metrics, Recomputed by)
    {
        Assert.Equal(by.Auc, metrics.Auc!.Value, 1e-9);
        Assert.Equal(2 * by.Auc - 1, metrics.Gini!.Value, 1e-9);
        Assert.Equal(by.Ks, metrics.Ks!.Value, 1e-9);
        Assert.Equal(by.PrAuc, metrics.PrAuc!.Value, 1e-9);
        if (metrics.PartialGini is { } partial) Assert.Equal(by.PartialGini, partial, 1e-9);
        Assert.Equal(by.LogLoss, metrics.LogLoss, 1e-9);
        Assert.Equal(by.Brier, metrics.Brier, 1e-9);
        Assert.Equal(by.Accuracy, metrics.Accuracy, 1e-9);
        Assert.Equal(by.CalibrationError, metrics.CalibrationError, 1e-9);
        Assert.Equal(0, by.Residual(metrics.CalibrationIntercept!.Value, 1).Left, 1e-9);
        Assert.Equal(
            (by.Count(true, true), by.Count(true, false), by.Count(false, false), by.Count(false, true)),
            ((int)metrics.Confusion.TruePositive, (int)metrics.Confusion.FalsePositive, (int)metrics.Confusion.TrueNegative, (int)metrics.Confusion.FalseNegative));
    }

    /// <summary>The planted loans with an id, every seventh of them without a label.</summary>
    private static Table Loans()
    {
        var loans = PlantedData.Loans();
        var label = (NumericColumn)loans.Find("event")!;
        return Tables.Of(
        [
            .. loans.Columns.Where(c => c != label), Tables.Texts("id", [.. Enumerable.Range(0, loans.Rows).Select(i => $"A-{i}")]),
            Tables.Numbers("event", [.. label.Values.Select((v, i) => i % 7 == 0 ? double.NaN : v)]),
        ]);
    }
}
