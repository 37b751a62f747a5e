using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>An expected return is as large as its symbol moves.</summary>
public class ReturnScaleTests
{
    private static readonly Table Panel = Make();

    [Fact]
    public void The_multiples_are_those_of_least_squares_on_volatility_times_the_root_of_the_horizon()
    {
        var data = Tables.Trade(Panel, new() { Horizon = "4" });
        var returns = ModelDescription.Returns(data, [.. Enumerable.Range(0, data.Rows)])!;

        // volatility20 is checked against numpy elsewhere.
        var volatility = ((NumericColumn)data.Inputs.Single(i => i.Name == "volatility20")).Values;
        int[] up = [.. Enumerable.Range(0, data.Rows).Where(i => data.Return![i] > 0)];
        Assert.Equal(up.Sum(i => data.Return![i] * volatility[i] * 2) / up.Sum(i => volatility[i] * volatility[i] * 4), returns.Usual!.Up, 1e-12);
        Assert.Equal(up.Average(i => data.Return![i]), returns.Up, 1e-12);
        // No other multiple is closer to what the bars that do rise rose.
        double Error(double multiple) => up.Sum(i => Math.Pow(data.Return![i] - multiple * data.ReturnScale![i], 2));
        Assert.True(Error(returns.Usual.Up) < Math.Min(Error(1.001 * returns.Usual.Up), Error(0.999 * returns.Usual.Up)));
    }

    [Fact]
    public void A_symbol_four_times_as_volatile_has_four_times_the_expected_return_at_the_same_probability()
    {
        var data = Tables.Trade(Panel);
        var returns = ModelDescription.Returns(data, [.. Enumerable.Range(0, data.Rows)])!;
        double Mean(int symbol) => Enumerable.Range(0, data.Rows).Where(i => data.Group![i] == symbol).Average(i => returns.Expected(0.7, data.ReturnScale![i]));

        Assert.InRange(Mean(1) / Mean(0), 3.6, 4.4);
    }

    [Fact]
    public void Out_of_fold_it_explains_more_than_one_line_for_all_would()
    {
        var manifest = TrainedModels.Train("trade", new() { Algorithm = "logistic", Folds = 3 }, table: Panel).Manifest;
        var plain = manifest.Returns! with { Usual = null };

        Assert.NotNull(manifest.Returns.Usual);
        Assert.Equal(plain.Expected(0.6, 123), plain.Expected(0.6, 0));
        // Both symbols have momentum. One line is right on average only: too large for the quiet one, too small for the wild.
        var data = Tables.Trade(Panel);
        double Error(ReturnMeans by) => Enumerable.Range(0, data.Rows).Sum(i => Math.Pow(data.Return![i] - by.Expected(data.Label[i] ? 0.6 : 0.4, data.ReturnScale![i]), 2));
        Assert.True(Error(manifest.Returns) < Error(plain));
        Assert.True(manifest.Evaluation.Returns!.Explained > 0);
    }

    [Fact]
    public void A_price_that_stood_still_has_an_expected_return_of_0()
        => Assert.Equal(0, new ReturnMeans(0.01, -0.01) { Usual = new(0.8, -0.8) }.Expected(0.9, 0));

    [Fact]
    public void A_stored_line_without_multiples_stays_as_it_is()
    {
        var manifest = TrainedModels.Get("trade", "logistic").Manifest;
        var old = Manifest.Read(System.Text.Encoding.UTF8.GetBytes(
            System.Text.RegularExpressions.Regex.Replace(System.Text.Encoding.UTF8.GetString(manifest.ToJson()), @",\s*""usual"": \{[^}]*\}", "")));

        Assert.Null(old.Returns!.Usual);
        Assert.Equal(0.7 * old.Returns.Up + 0.3 * old.Returns.Down, old.Returns.Expected(0.7, 0.05), 1e-15);
        Assert.Equal(manifest.Returns!.Up, old.Returns.Up);
    }

    [RealDataFact]
    public void On_the_djia_it_forecasts_better_than_the_mean_and_follows_each_symbols_volatility()
    {
        var data = Tables.Trade(TableReader.Read(RealData.File("trade_djia30_daily/djia30_dev.csv"), header: true, ["ticker"]));
        double errors = 0, errorsOfMean = 0;
        foreach (var fold in FoldPlan.Outer(data, 5, 1).Folds)
        {
            // Who knows no more than the event rate still knows how volatile a stock is.
            var returns = ModelDescription.Returns(data, fold.Train)!;
            var rate = data.EventRate(fold.Train);
            foreach (var row in fold.Test)
            {
                errors += Math.Pow(data.Return![row] - returns.Expected(rate, data.ReturnScale![row]), 2);
                errorsOfMean += Math.Pow(data.Return[row] - returns.Mean(rate), 2);
            }
        }

        // Computed apart with numpy, on folds alike: 0.0016.
        Assert.InRange(1 - errors / errorsOfMean, 0.0012, 0.0020);

        var all = ModelDescription.Returns(data, [.. Enumerable.Range(0, data.Rows)])!;
        var bySymbol = Enumerable.Range(0, data.Rows).GroupBy(i => data.Group![i])
            .Select(rows => (Volatility: Deviation(rows, data.Return!), Expected: rows.Average(i => all.Expected(0.6, data.ReturnScale![i])))).ToArray();
        double[] byVolatility = [.. bySymbol.OrderBy(s => s.Volatility).Select(s => s.Expected)];
        Assert.True(byVolatility[^5..].Min() > byVolatility[..5].Max());
    }

    private static double Deviation(IEnumerable<int> rows, double[] values)
    {
        var mean = rows.Average(i => values[i]);
        return Math.Sqrt(rows.Average(i => (values[i] - mean) * (values[i] - mean)));
    }

    /// <summary>CALM and WILD follow r(t) = 0.5 r(t - 1) + noise, that of WILD four times as large.</summary>
    private static Table Make()
    {
        const int days = 500;
        var random = new Random(11);
        var rows = new List<(string Symbol, int Day, double Open, double Close)>();
        foreach (var (symbol, size) in new[] { ("CALM", 0.004), ("WILD", 0.016) })
        {
            double price = 100, last = 0;
            for (var day = 0; day < days; day++)
            {
                var open = price;
                last = 0.5 * last + size * PlantedData.Normal(random);
                price *= 1 + last;
                rows.Add((symbol, day, open, price));
            }
        }

        return Tables.Of(
            Tables.Texts("symbol", [.. rows.Select(r => r.Symbol)]), Tables.Dates("date", [.. rows.Select(r => Tables.Day(r.Day))]),
            Tables.Numbers("open", [.. rows.Select(r => r.Open)]), Tables.Numbers("high", [.. rows.Select(r => 1.001 * Math.Max(r.Open, r.Close))]),
            Tables.Numbers("low", [.. rows.Select(r => 0.999 * Math.Min(r.Open, r.Close))]), Tables.Numbers("close", [.. rows.Select(r => r.Close)]),
            Tables.Numbers("volume", [.. rows.Select(r => 1000.0 + r.Day % 7)]));
    }
}
