using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace FinScoring.Api.Tests.Prediction;

/// <summary>Made-up data with a relation to learn, the same at every run.</summary>
internal static class SomeData
{
    public static readonly string[] Jobs = ["clerk", "worker", "owner"];

    /// <summary>A loan application without a flaw.</summary>
    public static JsonObject Loan() => new() { ["income"] = 2500, ["savings"] = 120.5, ["age"] = 41, ["job"] = "clerk", ["phone"] = "true" };

    public static JsonObject Company() => new() { ["debt"] = 0.4, ["sector"] = "trade" };

    /// <summary>One bar a day of a symbol, rising and falling.</summary>
    public static JsonArray Bars(string symbol, int count, bool everyOther = false) => [.. BarRows(symbol, count).Where((_, i) => !everyOther || i % 2 == 0).Select(bar => (JsonNode)new JsonObject
    {
        ["date"] = bar.Date,
        ["open"] = bar.Open,
        ["high"] = bar.High,
        ["low"] = bar.Low,
        ["close"] = bar.Close,
        ["volume"] = bar.Volume,
        ["sentiment"] = bar.Sentiment,
    })];

    /// <summary>Columns reference (no feature), income, savings (sometimes missing), age, job, phone, outcome.</summary>
    public static string Loans(int rows)
    {
        var random = new Random(1);
        var csv = new StringBuilder("reference,income,savings,age,job,phone,outcome\n");
        for (var i = 0; i < rows; i++)
        {
            var income = 1000 + random.Next(4000);
            var savings = random.NextDouble() < 0.2 ? "" : Text(Math.Round(random.NextDouble() * 500, 1));
            var bad = random.NextDouble() < 1 / (1 + Math.Exp((income - 2200) / 600.0));
            csv.Append(CultureInfo.InvariantCulture, $"R-{i},{income},{savings},{20 + random.Next(50)},{Jobs[random.Next(3)]},{(random.Next(2) == 0 ? "true" : "false")},{(bad ? "default" : "repaid")}\n");
        }

        return csv.ToString();
    }

    /// <summary>Columns debt, sector, bankruptcy.</summary>
    public static string Companies(int rows)
    {
        var random = new Random(2);
        var csv = new StringBuilder("debt,sector,bankruptcy\n");
        for (var i = 0; i < rows; i++)
        {
            var debt = Math.Round(random.NextDouble(), 3);
            csv.Append(CultureInfo.InvariantCulture, $"{debt},{(i % 3 == 0 ? "trade" : "mining")},{(random.NextDouble() < debt * debt ? 1 : 0)}\n");
        }

        return csv.ToString();
    }

    /// <summary>Bars of two symbols, A and B, with the column sentiment.</summary>
    public static string Bars(int count)
    {
        var csv = new StringBuilder("symbol,date,open,high,low,close,volume,sentiment\n");
        foreach (var bar in BarRows("A", count).Concat(BarRows("B", count)))
            csv.Append(CultureInfo.InvariantCulture, $"{bar.Symbol},{bar.Date},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume},{bar.Sentiment}\n");
        return csv.ToString();
    }

    public static IEnumerable<SomeBar> BarRows(string symbol, int count)
    {
        var random = new Random(symbol[0]);
        var close = 100.0;
        for (var day = 0; day < count; day++)
        {
            var open = close;
            close = Math.Round(open * Math.Exp((random.NextDouble() - 0.49) / 50), 2);
            var date = new DateOnly(2020, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return new(symbol, date, open, Math.Max(open, close) + 0.5, Math.Min(open, close) - 0.5, close, 1000 + random.Next(500), Math.Round(random.NextDouble() - 0.5, 2));
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

internal sealed record SomeBar(string Symbol, string Date, double Open, double High, double Low, double Close, int Volume, double Sentiment);
