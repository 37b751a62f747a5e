using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FinScoring.Api.Tests.Reasons;

/// <summary>
/// Applicants whose odds of default rise with debt and past delays, fall with income and hang on housing. spending is debt
/// with a little noise; savings is sometimes missing, and then risky; records is -9 where there is none, and then risky.
/// </summary>
internal static class SomeReasons
{
    public static string Csv(int rows = 1500)
    {
        var random = new Random(5);
        var csv = new StringBuilder("debt,spending,delays,income,housing,savings,records,outcome\n");
        for (var i = 0; i < rows; i++)
        {
            var debt = Math.Round(random.NextDouble(), 3);
            var spending = Math.Round(debt + 0.05 * (random.NextDouble() - 0.5), 3);
            var (delays, income, housing) = (random.Next(5), 1000 + random.Next(4000), random.Next(3));
            var (savings, records) = (random.Next(4) == 0 ? null : (int?)random.Next(1000), random.Next(5) == 0 ? -9 : random.Next(10));
            var logOdds = -5 + 3 * debt + 0.6 * delays - (income - 3000) / 1500.0 + (housing == 0 ? 1 : 0) + (savings is null ? 1.5 : 0) + (records == -9 ? 1.5 : 0);
            var bad = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds));
            csv.Append(CultureInfo.InvariantCulture, $"{debt},{spending},{delays},{income},{(housing == 0 ? "rent" : housing == 1 ? "own" : "family")},{savings},{records},{(bad ? "bad" : "good")}\n");
        }

        return csv.ToString();
    }

    /// <summary>As safe as it gets.</summary>
    public static JsonObject Row() => new()
    {
        ["debt"] = 0.1,
        ["spending"] = 0.1,
        ["delays"] = 0,
        ["income"] = 4500,
        ["housing"] = "own",
        ["savings"] = 500,
        ["records"] = 5,
    };

    /// <summary>The same with some fields changed.</summary>
    public static JsonObject Row(JsonObject changes)
    {
        var row = Row();
        foreach (var (name, value) in changes)
            row[name] = value?.DeepClone();
        return row;
    }

    public static string[] Of(JsonElement answer, string member)
        => [.. answer.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty(member).GetString()!)];
}
