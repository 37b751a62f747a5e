using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FinScoring.Api.Tests.Prediction;

[Collection(ScoringServiceTests.Name)]
public sealed class TradePredictionTests(ScoringService service)
{
    /// <summary>How many bars the features look at.</summary>
    private const int LookBack = 61;

    [Fact]
    public async Task An_answer_has_the_fields_of_the_contract_in_their_order()
    {
        var answer = await AnswerAsync(Request(SomeData.Bars("A", LookBack)));

        Assert.Equal(
            ["predictionId", "id", "domain", "model", "version", "event", "symbol", "asOf", "horizon", "probability", "expectedReturn", "direction", "policy", "warnings"],
            answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("A", "2020-03-01", 2, "up"), (
            answer.GetProperty("symbol").GetString(), answer.GetProperty("asOf").GetString(), answer.GetProperty("horizon").GetInt32(), answer.GetProperty("event").GetString()));
    }

    [Fact]
    public async Task The_expected_return_mixes_usual_returns_by_the_probability_times_volatility_and_gives_the_direction()
    {
        var bars = SomeData.Bars("A", LookBack);
        var answer = await AnswerAsync(Request(bars));
        using var manifest = await service.Client.GetAsync("/models/trade/default/1");
        var returns = (await manifest.JsonAsync()).GetProperty("returns").GetProperty("usual");

        var p = answer.GetProperty("probability").GetDouble();
        // The standard deviation of the last 20 log returns; the horizon is 2.
        double[] close = [.. bars.Select(bar => bar!["close"]!.GetValue<double>())];
        double[] moves = [.. Enumerable.Range(LookBack - 20, 20).Select(i => Math.Log(close[i] / close[i - 1]))];
        var scale = Math.Sqrt(2 * moves.Sum(m => Math.Pow(m - moves.Average(), 2)) / 19);
        var expected = scale * (p * returns.GetProperty("up").GetDouble() + (1 - p) * returns.GetProperty("down").GetDouble());
        Assert.Equal(expected, answer.GetProperty("expectedReturn").GetDouble(), 12);
        Assert.Equal(expected > 0.0005 ? "up" : expected < -0.0005 ? "down" : "flat", answer.GetProperty("direction").GetString());
    }

    [Fact]
    public async Task Bars_before_the_look_back_change_nothing()
    {
        var bars = SomeData.Bars("A", LookBack + 5);
        var longer = await AnswerAsync(Request(bars));
        var exact = await AnswerAsync(Request([.. bars.Skip(5).Select(bar => bar!.DeepClone())]));

        Assert.Equal(exact.GetProperty("probability").GetDouble(), longer.GetProperty("probability").GetDouble());
    }

    [Fact]
    public async Task Further_inputs_are_those_of_the_last_bar()
    {
        var bars = SomeData.Bars("A", LookBack);
        var before = (await AnswerAsync(Request(bars))).GetProperty("probability").GetDouble();
        bars[3]!["sentiment"] = -9;
        bars[4]!.AsObject().Remove("sentiment");
        Assert.Equal(before, (await AnswerAsync(Request(bars))).GetProperty("probability").GetDouble());

        bars[^1]!["sentiment"] = 40;
        var answer = await AnswerAsync(Request(bars));
        Assert.NotEqual(before, answer.GetProperty("probability").GetDouble());
        Assert.Contains(answer.GetProperty("warnings").EnumerateArray(), warning => warning.GetProperty("field").GetString() == "sentiment");
    }

    [Fact]
    public async Task The_fields_may_come_in_any_order_and_the_symbol_may_be_left_out()
    {
        var body = $$"""{"bars":{{SomeData.Bars("A", LookBack).ToJsonString()}},"id":3}""";
        using var answer = await service.PostAsync("/predict/trade", body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False((await answer.JsonAsync()).TryGetProperty("symbol", out _));
    }

    [Fact]
    public async Task Every_bad_bar_is_named_at_once_by_its_index_and_field()
    {
        var bars = SomeData.Bars("A", LookBack);
        bars[0]!["date"] = "yesterday";
        bars[1]!.AsObject().Remove("close");
        bars[2]!["open"] = -1;
        bars[3]!["volume"] = "many";
        bars[4]!["date"] = bars[3]!["date"]!.GetValue<string>();
        bars[5]!["weather"] = "fine";
        bars[6] = 7;
        bars[7]!["low"] = new JsonArray();
        bars[8]!["high"] = null;
        bars[^1]!["sentiment"] = "good";
        var request = Request(bars);
        request["market"] = "NYSE";

        Assert.Equal(
            [
                "bars[0].date", "bars[1].close", "bars[2].open", "bars[3].volume", "bars[5].weather", "bars[60].sentiment", "bars[6]",
                "bars[7].low", "bars[8].high", "market",
            ],
            await ErrorsAsync(request));
    }

    [Fact]
    public async Task A_high_or_low_that_the_other_prices_contradict_is_an_error_of_that_bar()
    {
        var bars = SomeData.Bars("A", LookBack);
        bars[2]!["high"] = 1;
        bars[4]!["low"] = 1000;
        bars[6]!["high"] = bars[6]!["open"]!.GetValue<double>() * 0.98;

        Assert.Equal(["bars[2].high", "bars[4].high", "bars[4].low", "bars[6].high"], await ErrorsAsync(Request(bars)));
    }

    [Theory]
    [InlineData("2020-01-09", "2020-01-09")]
    [InlineData("2020-01-10", "2020-01-09")]
    [InlineData("2020-01-09T00:00:00+02:00", "2020-01-08T23:00:00Z")]
    public async Task Dates_must_increase_strictly(string first, string second)
    {
        var bars = SomeData.Bars("A", LookBack);
        foreach (var bar in bars)
            bar!["date"] = bar["date"]!.GetValue<string>().Replace("2020", "2024", StringComparison.Ordinal) + (first.Contains('T') ? "T00:00:00Z" : "");
        (bars[0]!["date"], bars[1]!["date"]) = (first, second);

        // 2020-01-08T23:00Z is after 2020-01-08T22:00Z: the offset counts.
        if (first.Contains('T'))
            await AnswerAsync(Request(bars));
        else
            Assert.Equal(["bars[1].date"], await ErrorsAsync(Request(bars)));
    }

    [Fact]
    public async Task Dates_with_and_without_an_offset_do_not_mix()
    {
        var bars = SomeData.Bars("A", LookBack);
        bars[^1]!["date"] = "2020-06-01T00:00:00Z";

        Assert.Equal(["bars[60].date"], await ErrorsAsync(Request(bars)));
    }

    [Fact]
    public async Task Too_few_bars_are_an_error_beside_the_others()
    {
        var bars = SomeData.Bars("A", LookBack - 1);
        bars[^1]!.AsObject().Remove("sentiment");

        Assert.Equal(["bars", "bars[59].sentiment"], await ErrorsAsync(Request(bars)));
        Assert.Equal(["bars"], await ErrorsAsync(new JsonObject { ["symbol"] = "A" }));
        Assert.Equal(["bars", "symbol"], await ErrorsAsync(new JsonObject { ["symbol"] = new JsonArray(), ["bars"] = new JsonObject() }));
    }

    [Fact]
    public async Task Bars_that_did_not_trade_are_as_if_they_were_not_there()
    {
        var traded = SomeData.Bars("A", 2 * LookBack, everyOther: true);
        var bare = await AnswerAsync(Request(traded));

        // Filled in between, with a volume of 0 or none and without the further input; the last one is the bar that counts.
        var filled = Filled(traded, last: false);
        var between = await AnswerAsync(Request(filled));
        Assert.Equal(bare.GetProperty("probability").GetDouble(), between.GetProperty("probability").GetDouble());
        Assert.Equal(bare.GetProperty("expectedReturn").GetDouble(), between.GetProperty("expectedReturn").GetDouble());
        Assert.Equal(bare.GetProperty("warnings").GetRawText(), between.GetProperty("warnings").GetRawText());

        // At the end as well: the answer stands on the last bar that was traded, with its further input, and says so.
        var after = await AnswerAsync(Request(Filled(traded, last: true)));
        Assert.Equal(bare.GetProperty("probability").GetDouble(), after.GetProperty("probability").GetDouble());
        Assert.Equal(bare.GetProperty("asOf").GetString(), after.GetProperty("asOf").GetString());
        Assert.Contains(after.GetProperty("warnings").EnumerateArray(), w => w.GetProperty("code").GetString() == "notTraded");
    }

    [Fact]
    public async Task Bars_that_did_not_trade_do_not_count_as_history()
    {
        var filled = Filled(SomeData.Bars("A", 2 * LookBack - 2, everyOther: true), last: false);
        Assert.Equal(["bars"], await ErrorsAsync(Request(filled)));
        // Without any volume it cannot be told that they did not trade, and volume is missing then.
        foreach (var bar in filled) bar!.AsObject().Remove("volume");
        Assert.Contains("bars[1].volume", await ErrorsAsync(Request(filled)));
    }

    private static JsonArray Filled(JsonArray traded, bool last) => [.. traded.SelectMany((bar, i) =>
    {
        if (i == traded.Count - 1 && !last) return new[] { bar!.DeepClone() };
        var close = bar!["close"]!.GetValue<double>();
        var day = DateOnly.Parse(bar["date"]!.GetValue<string>(), CultureInfo.InvariantCulture).AddDays(1);
        var still = new JsonObject { ["date"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["open"] = close, ["high"] = close, ["low"] = close, ["close"] = close };
        if (i % 3 > 0) still["volume"] = i % 3 == 1 ? 0 : null;
        return [bar.DeepClone(), still];
    })];

    private static JsonObject Request(JsonArray bars) => new() { ["id"] = "T-1", ["symbol"] = "A", ["bars"] = bars.DeepClone() };

    private async Task<JsonElement> AnswerAsync(JsonObject request)
    {
        using var answer = await service.PostAsync("/predict/trade", request.ToJsonString());
        var json = await answer.JsonAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, json.ToString());
        return json;
    }

    private async Task<IEnumerable<string>> ErrorsAsync(JsonObject request)
    {
        using var answer = await service.PostAsync("/predict/trade", request.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return (await answer.JsonAsync()).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal);
    }
}
