using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using static FinScoring.Core.Tests.Domains.Tables;

namespace FinScoring.Core.Tests.Domains;

public class TradeDomainTests
{
    private static readonly string[] Prices = ["Open", "High", "Low", "Close"];

    [Fact]
    public void A_bar_with_61_bars_behind_it_and_the_horizon_before_it_is_a_row()
    {
        var table = Bars(symbols: 1, bars: 100);
        var close = ((NumericColumn)table.Find("Close")!).Values;

        var data = Trade(table, new() { Horizon = "5" });

        Assert.Equal((100, 35, 65), (data.Rows + data.RowsUnlabelled, data.Rows, data.RowsUnlabelled));
        Assert.Equal((100, "up", 61, 5), (data.RowsRead, data.Event, data.Signature.LookBack, data.Signature.Horizon));
        Assert.Equal([.. Enumerable.Range(60, 35).Select(t => close[t + 5] / close[t] - 1)], data.Return!);
        Assert.Equal(data.Return!.Select(r => r > 0), data.Label);
        Assert.Equal([.. Enumerable.Range(60, 35).Select(t => Ticks(Day(t)))], data.Time!);
        Assert.Equal([.. Enumerable.Range(65, 35).Select(t => Ticks(Day(t)))], data.LabelEnd!);
        Assert.Null(data.Group);
    }

    [Fact]
    public void The_inputs_are_the_features_of_the_bars()
    {
        var data = Trade(Bars(symbols: 1, bars: 100));

        Assert.Equal(BarWindow.Names, data.Inputs.Select(i => i.Name));
        Assert.Equal(BarWindow.Names, data.Signature.Inputs.Select(i => i.Name));
        Assert.Equal(["date", "open", "high", "low", "close", "volume"], data.Signature.Fields.Select(f => f.Name));
        Assert.Equal(ColumnKind.Date, data.Signature.Columns[0].Kind);
    }

    [Fact]
    public void Symbols_are_told_apart_whatever_the_order_of_the_rows()
    {
        var panel = Bars(symbols: 3, bars: 80);
        var data = Trade(panel);
        int[] shuffled = [.. Enumerable.Range(0, 240).OrderBy(i => i * 101 % 241)];
        var again = Trade(Of([.. panel.Columns.Select(c => c.Take(shuffled))]));

        Assert.Equal([19, 19, 19], data.Group!.GroupBy(g => g).Select(g => g.Count()));
        Assert.Equal(["A", "B", "C"], data.Signature.Columns.Single(c => c.Name == "symbol").Categories!);
        Assert.Equal(data.Return, again.Return);
        Assert.All(data.Inputs.Zip(again.Inputs), p => Assert.Equal(((NumericColumn)p.First).Values, ((NumericColumn)p.Second).Values));
        // Alone, symbol B has the same features: no window reaches into another symbol.
        var b = Trade(Of([.. panel.Columns.Select(c => c.Take([.. Enumerable.Range(0, 80).Select(d => 3 * d + 1)]))]));
        Assert.All(data.Inputs.Zip(b.Inputs), p => Assert.Equal(((NumericColumn)p.First).Values.ToArray()[19..38], ((NumericColumn)p.Second).Values));
    }

    [Fact]
    public void Changing_future_bars_changes_no_past_feature_and_no_outcome_known_before()
    {
        var table = Bars(symbols: 1, bars: 120);
        const int change = 90;
        var changed = new[] { "Open", "High", "Low", "Close", "Volume" }
            .Aggregate(table, (t, column) => t.With(column, v => { for (var i = change; i < v.Length; i++) v[i] *= 1 + 0.01 * (i % 7); }));

        Dataset before = Trade(table, new() { Horizon = "2" }), after = Trade(changed, new() { Horizon = "2" });

        var before60 = change - 60;
        Assert.All(before.Inputs.Zip(after.Inputs), p => Assert.Equal(((NumericColumn)p.First).Values.ToArray()[..before60], ((NumericColumn)p.Second).Values.ToArray()[..before60]));
        Assert.Equal(before.Return![..(change - 62)], after.Return![..(change - 62)]);
        Assert.NotEqual(before.Return[change - 62], after.Return[change - 62]);
    }

    [Fact]
    public void Named_columns_are_inputs_known_at_the_close_and_the_rest_is_ignored()
    {
        var table = Bars(1, 100,
            Numbers("sentiment", [.. Enumerable.Range(0, 100).Select(i => i % 5 == 0 ? double.NaN : i)]),
            Texts("regime", [.. Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? "calm" : "wild")]),
            Numbers("target_up", [.. Enumerable.Range(0, 100).Select(i => (double)(i % 2))]),
            Numbers("flat", new double[100]));
        var data = Trade(table, new() { Features = ["sentiment", "regime", "flat"] });

        Assert.Equal([.. BarWindow.Names, "sentiment", "regime"], data.Inputs.Select(i => i.Name));
        Assert.Equal([double.NaN, 61, 62], ((NumericColumn)data.Inputs[^2]).Values.ToArray()[..3]);
        Assert.True(data.Signature.Fields.Single(f => f.Name == "sentiment").Missing);
        Assert.Equal(["target_up", "flat"], data.Signature.Columns.Where(c => c.Kind == ColumnKind.Ignored).Select(c => c.Name));
        Assert.Contains("flat", Assert.Single(data.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_without_sound_prices_are_left_out_and_counted()
    {
        var data = Trade(Bars(1, 100).With("Close", 10, double.NaN).With("Low", 20, 0).With("Volume", 30, -1));

        Assert.Contains("3 bars", Assert.Single(data.Warnings), StringComparison.Ordinal);
        Assert.Equal(100 - 3 - 61, data.Rows);
    }

    [Fact]
    public void Bars_whose_prices_contradict_each_other_are_left_out_and_counted()
    {
        var data = Trade(Bars(1, 100).With("High", 10, 1).With("Low", 20, 1000).With("Open", 30, 1));

        Assert.Contains("3 bars", Assert.Single(data.Warnings), StringComparison.Ordinal);
        Assert.Equal(100 - 3 - 61, data.Rows);
    }

    [Theory]
    [InlineData(100, 101, 99, 100, false, false)]
    [InlineData(100, 100, 100, 100, false, false)]
    [InlineData(100.9, 100, 99, 99.5, false, false)]
    [InlineData(101.1, 100, 99, 99.5, true, false)]
    [InlineData(100, 101, 99, 102.1, true, false)]
    [InlineData(98.1, 100, 99, 99.5, false, false)]
    [InlineData(97.9, 100, 99, 99.5, false, true)]
    [InlineData(100, 99.9, 100.1, 100, true, false)]
    [InlineData(100, 90, 110, 100, true, true)]
    [InlineData(100, double.NaN, 99, 100, false, false)]
    public void Open_and_close_may_be_one_percent_beyond_high_and_low_but_high_never_below_low(
        double open, double high, double low, double close, bool highTooLow, bool lowTooHigh)
    {
        var bar = new Bar(default, open, high, low, close, 1);

        Assert.Equal((highTooLow, lowTooHigh), (bar.IsHighTooLow, bar.IsLowTooHigh));
    }

    [Fact]
    public void A_one_bar_return_beyond_30_percent_is_a_warning_that_names_the_first_row()
    {
        var data = Trade(Prices.Aggregate(Bars(1, 100), (t, column) => t.With(column, v => { for (var i = 70; i < 100; i++) v[i] /= 2; })));

        Assert.Contains("1 one-bar returns are beyond 30", Assert.Single(data.Warnings), StringComparison.Ordinal);
        Assert.Contains("row 71", data.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_volume_its_feature_is_left_out()
    {
        var data = Trade(Bars(1, 100).With("Volume", v => Array.Fill(v, double.NaN)));

        Assert.Equal(BarWindow.Names.Except(["volume20"]), data.Inputs.Select(i => i.Name));
    }

    [Fact]
    public void A_second_bar_of_a_symbol_and_date_is_an_error_that_names_its_row()
    {
        var dates = Enumerable.Range(0, 100).Select(i => Day(i == 50 ? 49 : i)).ToArray();
        var table = Of([Dates("date", dates), .. Bars(1, 100).Columns.Skip(1)]);

        Assert.Contains("row 51.", Errors(() => Trade(table))["date"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_that_lack_a_date_or_a_symbol_are_errors_that_name_their_rows()
    {
        var bars = Bars(1, 100).Columns;
        var dates = Dates("date", [.. Enumerable.Range(0, 100).Select(i => i == 7 ? null : Day(i))]);
        var symbols = Texts("symbol", [.. Enumerable.Range(0, 100).Select(i => i == 3 ? null : "A")]);
        var errors = Errors(() => Trade(Of([dates, .. bars.Skip(1), symbols])));

        Assert.Equal(["date", "symbol"], errors.Keys.Order());
        Assert.Contains("row 8.", errors["date"].Single(), StringComparison.Ordinal);
        Assert.Contains("row 4.", errors["symbol"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbol_with_too_few_bars_is_a_warning()
    {
        var panel = Bars(symbols: 2, bars: 100);
        int[] rows = [.. Enumerable.Range(0, 200).Where(i => i % 2 == 0 || i < 80)];

        var data = Trade(Of([.. panel.Columns.Select(c => c.Take(rows))]));

        Assert.Contains("1 symbols have fewer than 62 bars", Assert.Single(data.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_wrong_option_and_column_is_reported_at_once()
    {
        var table = Bars(1, 100, Texts("note", [.. Enumerable.Repeat("x", 100)])).Without("High");
        var errors = Errors(() => Trade(table, new() { Label = "note", Time = "note", Group = "note", Features = ["Volume"], Horizon = "P1D" }));

        Assert.Equal(["features", "group", "high", "horizon", "label", "time"], errors.Keys.Order());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("P1D")]
    [InlineData("2147483647")]
    public void A_horizon_is_a_whole_number_of_bars(string horizon)
        => Assert.Equal(["horizon"], Errors(() => Trade(Bars(1, 100), new() { Horizon = horizon })).Keys);

    [Fact]
    public void Too_few_bars_or_closes_that_never_fall_cannot_be_learned_from()
    {
        Assert.Equal(["data"], Errors(() => Trade(Bars(1, 61))).Keys);
        Assert.Equal(["data"], Errors(() => Trade(Prices.Aggregate(Bars(1, 100), (t, column) => t.With(column, v => { for (var i = 0; i < 100; i++) v[i] = 100 + i; })))).Keys);
    }
}
