using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Selection;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>Columns that are known only after the event are flagged, and honest ones are not.</summary>
public class SuspectedLeakTests
{
    private static readonly Table Loans = PlantedData.Loans();
    private static readonly bool[] Happened = [.. ((NumericColumn)Loans.Find("event")!).Values.Select(v => v == 1)];

    /// <summary>Leaks as files have them.</summary>
    public static TheoryData<string> Planted => ["noisy copy", "amount", "spelled out", "missing", "filled in", "code"];

    /// <summary>The calls by which the benchmarks measure accuracy.</summary>
    private static readonly (string Domain, string File, TrainingOptions Options)[] PublicData =
    [
        ("loan", "loan_german_credit/german_credit.csv", new() { Label = "class", Positive = "bad" }),
        ("loan", "loan_german_credit/south_german_credit_corrected.csv", new() { Label = "credit_risk", Positive = "bad" }),
        ("loan", "loan_taiwan_card_default/taiwan_card_default.csv", new() { Label = "default_payment_next_month", Exclude = ["ID"] }),
        ("loan", "loan_lending_club_2016q1/lending_club.csv", new() { Label = "Class", Positive = "bad" }),
        ("loan", "loan_credit_approval/credit_approval_japanese_crx.csv", new() { Label = "class", Positive = "approved" }),
        ("loan", "loan_credit_approval/australian_credit.csv", new() { Label = "class" }),
        ("risk", "risk_polish_bankruptcy/polish_bankruptcy_1year.csv", new() { Label = "class" }),
        ("risk", "risk_us_recession/us_recession_dev.csv", new() { Label = "target_recession_next_12m", Time = "date", Horizon = "P12M", Exclude = ["in_recession_now"] }),
        ("risk", "risk_market_drawdown/market_drawdown_sp500_dev.csv", new() { Label = "target_highvol25_21d", Time = "date", Horizon = "21" }),
        ("risk", "risk_market_drawdown/market_drawdown_sp500_dev.csv", new() { Label = "target_drop5pct_21d", Time = "date", Horizon = "21" }),
        ("risk", "risk_market_drawdown/market_drawdown_sp500_dev.csv", new() { Label = "target_drop10pct_63d", Time = "date", Horizon = "63" }),
        ("trade", "trade_sp500_daily/sp500_daily_dev.csv", new()),
        ("trade", "trade_djia30_daily/djia30_dev.csv", new()),
    ];

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_leak_is_flagged_with_a_warning_and_nothing_else_is(string leak)
    {
        var table = Tables.Of([.. Loans.Columns, Leak(leak)]);
        var manifest = TrainedModels.Train("loan", PlantedData.Options("loan", "logistic"), table: table).Manifest;
        Assert.Equal(["leak"], manifest.SuspectedLeaks);
        Assert.InRange(manifest.Selection.Single(s => s.SuspectedLeak).OutOfFold!.Auc!.Value, 0.95, 1);
        Assert.Contains("column leak", Assert.Single(manifest.Warnings, w => w.StartsWith("Suspected leak", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Tomorrows_return_beside_the_bars_is_flagged()
    {
        var bars = PlantedData.Bars();
        var close = ((NumericColumn)bars.Find("close")!).Values;
        double[] tomorrow = [.. close.Skip(1).Zip(close, (next, today) => next / today - 1), double.NaN];
        var table = Tables.Of([.. bars.Columns, Tables.Numbers("momentum", tomorrow)]);
        var options = PlantedData.Options("trade", "logistic") with { Features = ["momentum"] };
        // By its AUC, or as it goes with the next bar, whichever is found first; the bars' own momentum is suspected too.
        Assert.Contains("momentum", TrainedModels.Train("trade", options, table: table).Manifest.SuspectedLeaks);
    }

    [Fact]
    public void An_honest_signal_is_no_leak_however_strong()
    {
        var manifest = TrainedModels.Get("loan", "logistic").Manifest;
        Assert.Empty(manifest.SuspectedLeaks);
        Assert.DoesNotContain(manifest.Warnings, w => w.Contains("leak", StringComparison.Ordinal));
        // The log-odds rise by 1.5 for each standard deviation: more than Siddiqi's bound of .5.
        Assert.True(manifest.Selection.Single(s => s.Name == "x").Strong);
    }

    [Fact]
    public void Among_a_handful_of_events_a_lucky_column_is_not_called_a_leak()
    {
        // Nine events, all on top.
        double[] x = [.. Enumerable.Range(0, 60).Select(i => i + 0.5)];
        var table = Tables.Of(Tables.Numbers("x", x), Tables.Numbers("event", [.. x.Select(v => v > 51 ? 1.0 : 0)]));
        var report = TrainedModels.Train("risk", PlantedData.LoanOptions with { Algorithm = "logistic" }, table: table).Manifest.Selection.Single();
        Assert.Equal((1.0, false), (Math.Round(report.OutOfFold!.Auc!.Value, 9), report.SuspectedLeak));
    }

    [Fact]
    public void The_report_of_each_column_says_how_stable_its_selection_is_and_where_it_belongs()
    {
        var selection = TrainedModels.Get("loan", "logistic").Manifest.Selection.ToDictionary(s => s.Name);
        Assert.All(selection.Values, s => Assert.Equal(3, s.Folds));
        // One of x and its copy stays, in each fold and in the end; which one, the rounding of bins decides.
        var kept = selection["x"].Kept ? "x" : "copy";
        Assert.NotEqual(selection["x"].Kept, selection["copy"].Kept);
        Assert.Equal(3, selection["x"].KeptInFolds + selection["copy"].KeptInFolds);
        Assert.Equal((kept, kept), (selection["x"].Cluster, selection["copy"].Cluster));
        Assert.Equal((true, 3, "z"), (selection["z"].Kept, selection["z"].KeptInFolds, selection["z"].Cluster));
        Assert.Equal(selection["x"].OutOfFold!.InformationValue!.Value, selection["copy"].OutOfFold!.InformationValue!.Value, 0.1);
        Assert.InRange(selection["noise"].OutOfFold!.Auc!.Value, 0.4, 0.6);
    }

    [RealDataFact]
    public void No_column_of_the_public_data_is_called_a_leak()
    {
        foreach (var (domain, file, options) in PublicData)
        {
            var data = Domain.Find(domain)!.Prepare(TableReader.Read(RealData.File(file), options.Header, options.Categories), options);
            (int[], int[])[] folds = [.. FoldPlan.Outer(data, options.Folds, options.Seed).Folds.Select(f => (f.Train, f.Test))];
            var best = data.Inputs.Select(column => (column.Name, OutOfFoldEvidence.Of(column, data.Label, folds).Auc)).MaxBy(c => c.Auc);
            Assert.True(best.Auc <= 0.95, string.Create(CultureInfo.InvariantCulture, $"{file}, {options.Label}: {best.Name} {best.Auc:0.000}"));
        }
    }

    private static TableColumn Leak(string kind)
    {
        var random = new Random(17);
        return kind switch
        {
            "noisy copy" => Tables.Numbers("leak", Array.ConvertAll(Happened, y => (y ? 1 : 0) + 0.3 * PlantedData.Normal(random))),
            "amount" => Tables.Numbers("leak", Array.ConvertAll(Happened, y => y ? Math.Exp(8 + PlantedData.Normal(random)) : 0)),
            // One of fifty applicants is written down wrong.
            "spelled out" => Tables.Texts("leak", Array.ConvertAll(Happened, y => y != (random.Next(50) == 0) ? $"collections {random.Next(4)}" : $"regular {random.Next(4)}")),
            "missing" => Tables.Numbers("leak", Array.ConvertAll(Happened, y => y ? double.NaN : PlantedData.Normal(random))),
            "filled in" => Tables.Texts("leak", Array.ConvertAll(Happened, y => y ? $"agency {random.Next(3)}" : null)),
            // 4 of 0 to 7: neither high nor low.
            _ => Tables.Numbers("leak", Array.ConvertAll(Happened, y => y ? 4.0 : (random.Next(7) + 5) % 8)),
        };
    }
}
