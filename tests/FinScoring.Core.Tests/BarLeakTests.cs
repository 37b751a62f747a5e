using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Selection;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>Bars are not foretold: what tells their direction well is suspected to know it.</summary>
public class BarLeakTests
{
    private const int Days = 1200;

    /// <summary>An index of fear: its level is a slow walk, and its change of a day falls as that day's return rises.</summary>
    private static readonly (Table Bars, double[] Fear) Market = Make(seed: 5);

    [Fact]
    public void A_column_dated_a_bar_early_is_named_by_its_change_and_one_dated_right_is_not()
    {
        double[] early = [.. Market.Fear.Skip(1), double.NaN];

        var honest = Train(Market.Fear);
        var leaking = Train(early);

        Assert.False(honest.SuspectedLeak);
        Assert.DoesNotContain(honest.Warnings, w => w.StartsWith("Suspected leak", StringComparison.Ordinal));
        Assert.Contains("fear", leaking.SuspectedLeaks);
        var found = leaking.Selection.Single(s => s.Name == "fear").OnBars!;
        Assert.Equal((LeakOnBars.Change, 1), (found.Of, found.Ahead));
        // By an AUC computed apart from the service, by counting pairs: of falling fear for the next bar's rise, and for its own.
        double[] change = [.. early.Select((v, i) => i == 0 ? double.NaN : v - early[i - 1])];
        Assert.Equal(PairsRight(change, ahead: 1), found.Auc, 1e-9);
        Assert.Equal(PairsRight(change, ahead: 0), found.AucOfSameBar!.Value, 1e-9);
        Assert.True(found.Low > 0.56 && found.Auc > 0.7 && found.AucOfSameBar < 0.56);
        Assert.Contains(leaking.Warnings, w => w.StartsWith("Suspected leak: the change of column fear since the bar before tells the direction of the next bar", StringComparison.Ordinal));
    }

    [Fact]
    public void Dated_two_bars_early_it_is_found_where_the_label_looks_as_far()
    {
        double[] early = [.. Market.Fear.Skip(2), double.NaN, double.NaN];

        Assert.Equal(2, Train(early, horizon: "5").Selection.Single(s => s.Name == "fear").OnBars!.Ahead);
        Assert.Null(Train(early).Selection.Single(s => s.Name == "fear").OnBars);
    }

    [Fact]
    public void A_model_of_bars_whose_whole_interval_is_above_56_is_suspected_and_one_of_a_walk_is_not()
    {
        var signal = TrainedModels.Get("trade", "logistic").Manifest;

        Assert.True(signal.Evaluation.Intervals["auc"].Low > 0.56);
        Assert.True(signal.SuspectedLeak);
        Assert.Contains("the AUC of the model", signal.SuspectedLeaks);
        Assert.Contains(signal.Warnings, w => w.StartsWith("Suspected leak: the out-of-fold AUC is 0.", StringComparison.Ordinal));
        // Column return1 alone says it.
        Assert.Contains("return1", signal.SuspectedLeaks);
        Assert.Equal(LeakOnBars.Label, signal.Selection.Single(s => s.Name == "return1").OnBars!.Of);
        Assert.False(Train(Market.Fear).SuspectedLeak);
    }

    [RealDataFact]
    public void Beside_the_sp500_no_column_is_suspected_until_it_is_dated_a_day_early()
    {
        string[] beside = ["vix_open", "vix_high", "vix_low", "vix_close", "cboe_skew", "news_sentiment_lag1", "term_spread_10y_3m", "fed_funds"];
        var table = TableReader.Read(RealData.File("trade_sp500_daily/sp500_daily_dev.csv"), header: true, []);
        Assert.Empty(Suspects(table, beside));

        // By the AUC of the change for the next bar, computed with numpy: .139, .251, .271 and .397 for VIX, .639 for SKEW; .49-.51 for the others.
        var early = Tables.Of([.. table.Columns.Select(c => beside.Contains(c.Name) ? new NumericColumn(c.Name, [.. ((NumericColumn)c).Values.Skip(1), double.NaN]) : c)]);
        Assert.Equal(["cboe_skew", "vix_close", "vix_high", "vix_low", "vix_open"], Suspects(early, beside).Order());
    }

    [Theory]
    [InlineData(0.561, 0.62, true)]
    [InlineData(0.56, 0.62, false)]
    [InlineData(0.4, 0.9, false)]
    public void The_whole_interval_counts(double low, double high, bool suspected)
    {
        var manifest = TrainedModels.Get("trade", "logistic").Manifest;
        var evaluation = manifest.Evaluation with { Intervals = new Dictionary<string, Interval> { ["auc"] = new(low, high) } };
        Assert.Equal(suspected, (manifest with { Selection = [], Evaluation = evaluation }).SuspectedLeak);
        Assert.False((manifest with { Selection = [], Evaluation = evaluation with { Intervals = new Dictionary<string, Interval>() } }).SuspectedLeak);
        // Of a loan it would be a poor model.
        Assert.False((TrainedModels.Get("loan", "logistic").Manifest with { Selection = [], Evaluation = evaluation }).SuspectedLeak);
    }

    [Fact]
    public void What_was_found_is_stored_and_a_manifest_without_it_is_read()
    {
        var leaking = Train([.. Market.Fear.Skip(1), double.NaN]);
        var again = Manifest.Read(leaking.ToJson());
        Assert.Equal(leaking.SuspectedLeaks, again.SuspectedLeaks);
        Assert.Equal(leaking.Selection.Single(s => s.Name == "fear").OnBars, again.Selection.Single(s => s.Name == "fear").OnBars);
    }

    /// <summary>Without a training: what the columns show by themselves.</summary>
    private static IEnumerable<string> Suspects(Table table, string[] beside)
    {
        var data = Tables.Trade(table, new() { Features = beside });
        var folds = FoldPlan.Outer(data, 5, 1).Folds;
        (int[], int[])[] rows = [.. folds.Select(f => (f.Train, f.Test))];
        FeatureReport[] reports = [.. data.Inputs.Select(i => new FeatureReport(i.Name, true, "") { OutOfFold = OutOfFoldEvidence.Of(i, data.Label, rows) })];
        return BarLeaks.Mark(reports, data, folds, 1, default).Where(line => line.SuspectedLeak).Select(line => line.Name);
    }

    private static double PairsRight(double[] change, int ahead)
    {
        double[] close = [.. ((NumericColumn)Market.Bars.Find("close")!).Values];
        // Samples have a full window and a known next bar; a bar to come must be one too.
        int[] rows = [.. Enumerable.Range(BarWindow.LookBack, Days - 1 - BarWindow.LookBack - ahead).Where(i => !double.IsNaN(change[i]))];
        var ups = rows.Where(i => close[i + ahead] > close[i + ahead - 1]).ToArray();
        var others = rows.Except(ups).ToArray();
        return ups.Average(u => others.Average(o => change[u] < change[o] ? 1 : change[u] == change[o] ? 0.5 : 0));
    }

    private static Manifest Train(double[] fear, string horizon = "1")
        => TrainedModels.Train(
            "trade", new() { Algorithm = "logistic", Folds = 3, Features = ["fear"], Horizon = horizon },
            table: Tables.Of([.. Market.Bars.Columns, Tables.Numbers("fear", fear)])).Manifest;

    private static (Table, double[]) Make(int seed)
    {
        var random = new Random(seed);
        double[] open = new double[Days], high = new double[Days], low = new double[Days], close = new double[Days], volume = new double[Days], fear = new double[Days];
        double price = 100, level = 20;
        for (var day = 0; day < Days; day++)
        {
            var move = 0.01 * PlantedData.Normal(random);
            open[day] = price;
            price *= 1 + move;
            close[day] = price;
            (high[day], low[day]) = (1.002 * Math.Max(price, open[day]), 0.998 * Math.Min(price, open[day]));
            volume[day] = 1000 * (1 + random.NextDouble());
            level = 20 + 0.98 * (level - 20) - 60 * move + 0.6 * PlantedData.Normal(random);
            fear[day] = level;
        }

        return (Tables.Of(
            Tables.Dates("date", [.. Enumerable.Range(0, Days).Select(Tables.Day)]), new NumericColumn("open", open), new NumericColumn("high", high),
            new NumericColumn("low", low), new NumericColumn("close", close), new NumericColumn("volume", volume)), fear);
    }
}
