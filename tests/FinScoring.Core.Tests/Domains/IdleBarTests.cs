using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Scoring;
using static FinScoring.Core.Tests.Domains.Tables;

namespace FinScoring.Core.Tests.Domains;

/// <summary>Bars that did not trade, as feeds fill weekends and halts with: a series is as if they were not there.</summary>
public class IdleBarTests
{
    /// <summary>How a feed fills a day on which nothing was traded, from the last bar that was.</summary>
    private static readonly Func<Bar, Bar>[] Fillings =
    [
        last => new(default, last.Close, last.Close, last.Close, last.Close, 0),
        last => new(default, last.Close, last.Close, last.Close, last.Close, double.NaN),
        last => last with { Volume = 0 },
        last => last with { Volume = double.NaN },
        last => last,
    ];

    /// <summary>A walk, and after each of its bars so many filled in, each in one of those ways.</summary>
    private static readonly Gen<(Bar[] Walk, int[][] Filled)> Files =
        from seed in Gen.Int
        from filled in Gen.Int[0, Fillings.Length - 1].Array[0, 3].Array[140]
        select (Walk(seed, filled.Length), filled);

    [Fact]
    public void Filled_in_anyhow_a_file_has_the_same_samples_as_without()
        => Files.Sample(
            file =>
            {
                var (filled, traded) = Fill(file.Walk, file.Filled);
                Dataset with = Trade(Table(filled), new() { Horizon = "3" }), without = Trade(Table(traded), new() { Horizon = "3" });

                Assert.Equal(without.Time, with.Time);
                Assert.Equal(without.LabelEnd, with.LabelEnd);
                Assert.Equal(without.Return, with.Return);
                Assert.Equal(without.ReturnScale, with.ReturnScale);
                Assert.All(without.Inputs.Zip(with.Inputs), i => Assert.Equal(((NumericColumn)i.First).Values, ((NumericColumn)i.Second).Values));
                Assert.Equal(filled.Length, with.RowsRead);
                Assert.Equal(filled.Length - with.Rows, with.RowsUnlabelled);
            },
            iter: 20);

    [Fact]
    public void Fed_bar_by_bar_the_window_of_each_traded_bar_is_the_same_as_without()
        => Files.Sample(
            file =>
            {
                var (filled, traded) = Fill(file.Walk, file.Filled);
                Assert.Equal(Windows(traded), Windows(filled));
            },
            iter: 20);

    [Fact]
    public void They_are_counted_by_how_they_show()
    {
        var walk = Walk(3, 140);
        Bar[] bars = [.. walk.SelectMany((bar, i) => i % 5 == 4 ? [bar, Fillings[0](bar), Fillings[i % 10 == 4 ? 1 : 4](bar)] : new[] { bar })];

        var warnings = Trade(Table(Dated(bars))).Warnings;

        Assert.Equal(["42 bars did not trade (one price, no volume) and are left out.", "14 bars did not trade (copies of the bar before) and are left out."], warnings);
    }

    [Fact]
    public void A_flat_bar_with_volume_was_traded()
    {
        var walk = Dated([.. Walk(4, 140).Select((bar, i) => i % 3 == 0 ? new Bar(default, bar.Close, bar.Close, bar.Close, bar.Close, bar.Volume) : bar)]);

        var data = Trade(Table(walk));

        Assert.Equal((140 - 61, 0), (data.Rows, data.Warnings.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void Where_no_bar_has_volume_none_is_no_sign(double volume)
    {
        var walk = Dated([.. Walk(5, 140).Select((bar, i) => i % 3 == 0 ? new Bar(default, bar.Close, bar.Close, bar.Close, bar.Close, volume) : bar with { Volume = volume })]);

        var data = Trade(Table(walk));

        Assert.Equal((140 - 61, 0), (data.Rows, data.Warnings.Count(w => w.Contains("trade", StringComparison.Ordinal))));
    }

    [Fact]
    public void Of_a_panel_each_symbol_tells_for_itself()
    {
        // The index has no volume, and stands still every third day; the stock halts on the same days.
        var walk = Walk(6, 140);
        Bar[] index = Dated([.. walk.Select((bar, i) => i % 3 == 0 ? new Bar(default, bar.Close, bar.Close, bar.Close, bar.Close, 0) : bar with { Volume = 0 })]);
        Bar[] stock = Dated([.. walk.Select((bar, i) => i % 3 == 2 ? Fillings[0](walk[i - 1]) : bar)]);
        var symbols = Texts("symbol", [.. index.Select(_ => "INDEX"), .. stock.Select(_ => "STOCK")]);

        var data = Trade(Of([.. Table([.. index, .. stock]).Columns, symbols]));

        Assert.Equal([140 - 61, 140 - 46 - 61], data.Group!.CountBy(g => g).OrderBy(g => g.Key).Select(g => g.Value));
    }

    [Fact]
    public void A_halt_at_the_start_shows_once_volume_does()
    {
        var walk = Walk(7, 70);
        var window = new BarWindow();
        var halt = Fillings[0](walk[0]);
        for (var i = 0; i < 30; i++) Assert.True(window.Add(halt));
        Assert.Equal(0, window.Idle);
        for (var i = 0; i < 60; i++) Assert.True(window.Add(walk[i]));

        Assert.Equal((30, false), (window.Idle, window.IsFull));
        Assert.False(window.Add(Fillings[0](walk[59])));
        Assert.True(window.Add(walk[60]));
        Assert.Equal(Windows(walk[..61])[^1], Features(window));
    }

    [Fact]
    public void Two_quiet_bars_alike_are_no_copy_where_the_range_is_a_tick_and_there_is_no_volume()
    {
        Bar quiet = new(default, 1.1, 1.1001, 1.1, 1.1001, 0), wide = new(default, 1.1, 1.11, 1.1, 1.105, 0);

        Assert.False(quiet.IsIdle(quiet, symbolHasVolume: false));
        Assert.True(wide.IsIdle(wide, symbolHasVolume: false));
        Assert.True(quiet.IsIdle(quiet, symbolHasVolume: true));
        Assert.False((wide with { Volume = 5 }).IsIdle(wide with { Volume = 4 }, symbolHasVolume: true));
        Assert.False(wide.IsIdle(null, symbolHasVolume: true));
    }

    [Fact]
    public void An_evaluation_leaves_them_out_and_says_so()
    {
        var model = TrainedModels.Get("trade", "logistic");
        var bars = PlantedData.Bars(200, seed: 8);
        double[] Of(string name) => [.. ((NumericColumn)bars.Find(name)!).Values];
        var (open, high, low, close, volume) = (Of("open"), Of("high"), Of("low"), Of("close"), Of("volume"));
        var walk = Enumerable.Range(0, 200).Select(i => new Bar(default, open[i], high[i], low[i], close[i], volume[i])).ToArray();
        var (filled, traded) = Fill(walk, [.. walk.Select((_, i) => i % 5 == 4 ? new[] { 0, 0 } : [])]);

        var with = Evaluate(model, filled);
        var without = Evaluate(model, traded);

        Assert.Equal(without.Metrics, with.Metrics);
        Assert.Equal("80 bars did not trade (one price, no volume) and are left out.", Assert.Single(with.Warnings.Except(without.Warnings)));
    }

    private static EvaluationReport Evaluate(TrainedModel model, Bar[] bars)
    {
        var lines = bars.Select(b => FormattableString.Invariant($"{b.Date:yyyy-MM-dd},{b.Open:R},{b.High:R},{b.Low:R},{b.Close:R},{b.Volume:R}"));
        using var file = new Data.TempFile(string.Join('\n', lines.Prepend("date,open,high,low,close,volume")));
        return LabelledFile.Evaluate(Scorer.Of(model.Chain, model.Manifest), file.Path, "");
    }

    /// <summary>The bars filled in, and the traded ones alone under the same dates.</summary>
    private static (Bar[] Filled, Bar[] Traded) Fill(Bar[] walk, int[][] fillings)
    {
        var filled = Dated([.. walk.SelectMany((bar, i) => fillings[i].Select(kind => Fillings[kind](bar)).Prepend(bar))]);
        int[] places = [.. fillings.Select((_, i) => i + fillings[..i].Sum(f => f.Length))];
        return (filled, [.. places.Select(place => filled[place])]);
    }

    private static Bar[] Dated(Bar[] bars) => [.. bars.Select((bar, i) => bar with { Date = new DateTime(2020, 1, 1).AddDays(i) })];

    private static Table Table(Bar[] bars) => Of(
        Dates("date", [.. bars.Select((_, i) => bars[i].Date.ToString("yyyy-MM-dd", null))]),
        Numbers("open", [.. bars.Select(b => b.Open)]), Numbers("high", [.. bars.Select(b => b.High)]), Numbers("low", [.. bars.Select(b => b.Low)]),
        Numbers("close", [.. bars.Select(b => b.Close)]), Numbers("volume", [.. bars.Select(b => b.Volume)]));

    /// <summary>The features at each bar that is a step, from the first full window on.</summary>
    private static List<double[]> Windows(Bar[] bars)
    {
        var window = new BarWindow();
        var features = new List<double[]>();
        foreach (var bar in bars)
            if (window.Add(bar) && window.IsFull) features.Add(Features(window));
        return features;
    }

    private static double[] Features(BarWindow window)
    {
        var features = new double[BarWindow.Names.Count];
        window.Compute(features);
        return features;
    }

    private static Bar[] Walk(int seed, int bars)
    {
        var random = new Random(seed);
        var close = 50.0;
        return [.. Enumerable.Range(0, bars).Select(_ =>
        {
            var open = close * (1 + 0.01 * (random.NextDouble() - 0.5));
            close = open * (1 + 0.04 * (random.NextDouble() - 0.5));
            return new Bar(default, open, Math.Max(open, close) * 1.003, Math.Min(open, close) * 0.998, close, 1 + random.Next(100_000));
        })];
    }
}
