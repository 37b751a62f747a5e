using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FinScoring.Api.Tests.Prediction;

[Collection(ScoringServiceTests.Name)]
public sealed class BatchTradeTests(ScoringService service)
{
    private const int LookBack = 61;

    [Fact]
    public async Task Each_bar_is_scored_as_a_request_with_its_symbols_last_bars_would_be()
    {
        var rows = await RowsAsync(SomeData.Bars(100));

        Assert.Equal(200, rows.Count);
        foreach (var symbol in new[] { "A", "B" })
        {
            var bars = SomeData.Bars(symbol, 100);
            var own = rows.Where(row => row.GetProperty("symbol").GetString() == symbol).ToArray();
            Assert.All(own[..(LookBack - 1)], row => Assert.Equal(JsonValueKind.Null, row.GetProperty("probability").ValueKind));
            for (var last = LookBack - 1; last < 100; last += 13)
            {
                var request = new JsonObject { ["symbol"] = symbol, ["bars"] = new JsonArray([.. bars.Skip(last - LookBack + 1).Take(LookBack).Select(bar => bar!.DeepClone())]) };
                using var answer = await service.PostAsync("/predict/trade", request.ToJsonString());
                var single = await answer.JsonAsync();
                Assert.All(["symbol", "asOf", "horizon", "probability", "expectedReturn", "direction", "policy", "warnings"], name
                    => Assert.Equal(single.GetProperty(name).GetRawText(), own[last].GetProperty(name).GetRawText()));
            }
        }
    }

    [Fact]
    public async Task Symbols_may_take_turns()
    {
        var lines = SomeData.Bars(80).TrimEnd('\n').Split('\n');
        var turns = Enumerable.Range(0, 80).SelectMany(day => new[] { lines[1 + day], lines[81 + day] });

        var sorted = await RowsAsync(string.Join('\n', lines));
        var mixed = await RowsAsync(string.Join('\n', turns.Prepend(lines[0])));

        Assert.Equal(Probabilities(sorted), Probabilities(mixed));
    }

    [Fact]
    public async Task A_bad_bar_is_in_error_and_no_part_of_the_history()
    {
        var lines = SomeData.Bars(90).TrimEnd('\n').Split('\n')[..91];
        var bad = lines.ToList();
        bad.Insert(70, "A,2020-03-10T,1,1,1,1,1,0");
        bad.Insert(72, lines[69]);
        bad.Insert(75, "A,2020-03-12,,1,1,1,1,0");

        var rows = await RowsAsync(string.Join('\n', bad));

        Assert.Equal([69, 71, 74], Enumerable.Range(0, rows.Count).Where(i => rows[i].TryGetProperty("error", out _)));
        Assert.Equal(["date"], rows[71].GetProperty("error").GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Equal(Probabilities(await RowsAsync(string.Join('\n', lines))), Probabilities(rows.Where(row => !row.TryGetProperty("error", out _))));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("", "")]
    public async Task A_bar_that_did_not_trade_has_no_answer_and_changes_no_other(string volume, string sentiment)
    {
        var lines = SomeData.Bars(90).TrimEnd('\n').Split('\n')[..91];
        var traded = lines.Where((_, i) => i % 5 != 0 || i == 0).ToList();
        // Every fifth day of A at the close before, as a feed fills it in.
        var filled = lines.Select((line, i) => i % 5 != 0 || i == 0 ? line : line.Split(',') is var cells && lines[i - 1].Split(',')[5] is var close
            ? $"A,{cells[1]},{close},{close},{close},{close},{volume},{sentiment}" : line).ToList();

        var rows = await RowsAsync(string.Join('\n', filled));

        var idle = rows.Where((_, i) => i % 5 == 4).ToArray();
        Assert.All(idle, row =>
        {
            Assert.Equal(JsonValueKind.Null, row.GetProperty("probability").ValueKind);
            Assert.False(row.TryGetProperty("error", out _));
            Assert.Equal("notTraded", Assert.Single(row.GetProperty("warnings").EnumerateArray()).GetProperty("code").GetString());
        });
        Assert.Equal(Probabilities(await RowsAsync(string.Join('\n', traded))), Probabilities(rows.Where((_, i) => i % 5 != 4)));
        Assert.DoesNotContain("gapInHistory", string.Join(' ', rows.Select(row => row.GetRawText())), StringComparison.Ordinal);
        Assert.Contains(rows, row => row.GetProperty("probability").ValueKind == JsonValueKind.Number);
    }

    [Theory]
    [InlineData("A,2020-03-12,,1,1,1,1,0", "A")]
    [InlineData("A,2020-03-12,1", "A,B")]
    public async Task Answers_whose_features_bridge_a_bar_in_error_say_so(string bad, string symbols)
    {
        var lines = SomeData.Bars(200).TrimEnd('\n').Split('\n');
        var turns = Enumerable.Range(0, 200).SelectMany(day => new[] { lines[1 + day], lines[201 + day] }).Prepend(lines[0]).ToList();
        turns.Insert(1 + 2 * 100, bad);

        var rows = (await RowsAsync(string.Join('\n', turns))).Where(row => !row.TryGetProperty("error", out _)).ToLookup(row => row.GetProperty("symbol").GetString());

        foreach (var symbol in new[] { "A", "B" })
        {
            var warned = rows[symbol].Index().Where(row => row.Item.GetProperty("warnings").EnumerateArray().Any(w => w.GetProperty("code").GetString() == "gapInHistory"));
            // The window of the bar after the gap is the first that bridges it, that of the 61st no longer does.
            Assert.Equal(symbols.Split(',').Contains(symbol) ? Enumerable.Range(100, LookBack - 1) : [], warned.Select(row => row.Index));
        }
    }

    [Theory]
    [InlineData(",2020-03-12,1,1,1,1,1,0", "symbol")]
    [InlineData(",2020-03-12,,1,x,1,1,0", "low,open,symbol")]
    public async Task A_bar_without_a_symbol_among_others_is_in_error_and_a_gap_for_all(string bad, string fields)
    {
        var lines = SomeData.Bars(100).TrimEnd('\n').Split('\n').ToList();
        lines.Insert(91, bad);

        var rows = await RowsAsync(string.Join('\n', lines));

        Assert.Equal(fields.Split(','), rows[90].GetProperty("error").GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        Assert.Equal("2020-03-12", rows[90].GetProperty("asOf").GetString());
        Assert.Contains("gapInHistory", rows[91].GetProperty("warnings").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_bar_of_a_file_without_symbols_names_every_field_and_its_date()
    {
        var rows = await RowsAsync("date,open,high,low,close,volume,sentiment\n2020-03-10,,4,x,5,1,0");

        Assert.Equal(["low", "open"], rows[0].GetProperty("error").GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        Assert.Equal("2020-03-10", rows[0].GetProperty("asOf").GetString());
    }

    [Theory]
    [InlineData("A,2020-03-10,5,4,6,5,1,0", "high,low")]
    [InlineData("A,2020-03-10,5,4.9,4,5,1,0", "high")]
    [InlineData("A,2020-03-10,5,6,5.1,5.5,1,0", "low")]
    public async Task A_bar_whose_prices_contradict_each_other_is_in_error(string bar, string fields)
    {
        var rows = await RowsAsync("symbol,date,open,high,low,close,volume,sentiment\n" + bar);

        Assert.Equal(fields.Split(','), rows[0].GetProperty("error").GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task Csv_has_the_columns_of_the_domain_and_empty_cells_without_enough_history()
    {
        using var answer = await service.PostAsync("/predict/trade/batch", SomeData.Bars(70), "text/csv");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');

        Assert.Equal("id,probability,symbol,asOf,expectedReturn,direction,warnings,error", lines[0]);
        Assert.Equal(",,A,2020-01-01,,,,", lines[1]);
        var scored = lines[LookBack].Split(',');
        Assert.Equal(("A", "2020-03-01"), (scored[2], scored[3]));
        Assert.InRange(double.Parse(scored[1], CultureInfo.InvariantCulture), 0, 1);
    }

    [Theory]
    [InlineData("date,open,high,low,close,volume\n", "sentiment")]
    [InlineData("date,open,high,low,volume,sentiment\n", "close")]
    [InlineData("date,open,high,low,close,volume,sentiment,mood\n", "header")]
    [InlineData("date,open,high,low,close,volume,sentiment,return1\n", "header")]
    [InlineData("date,open,high,low,close,volume,sentiment,symbol,ticker\n", "ticker")]
    public async Task A_bad_header_is_a_400(string header, string field)
    {
        using var answer = await service.PostAsync("/predict/trade/batch", header, "text/csv");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([field], (await answer.JsonAsync()).GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    private static IEnumerable<(string?, string?, string)> Probabilities(IEnumerable<JsonElement> rows)
        => rows.Select(row => (row.GetProperty("symbol").GetString(), row.GetProperty("asOf").GetString(), row.GetProperty("probability").GetRawText())).Order();

    private async Task<IReadOnlyList<JsonElement>> RowsAsync(string csv)
    {
        using var answer = await service.PostAsync("/predict/trade/batch", csv, "text/csv", accept: "application/json");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return [.. JsonDocument.Parse(text).RootElement.EnumerateArray()];
    }
}
