using System.Globalization;
using System.Text.Json.Nodes;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;

namespace FinScoring.Api.Http.Docs;

/// <summary>Made-up bars around the typical close of a signature: a seeded random walk, the same each time.</summary>
internal static class ExampleBars
{
    public const string Symbol = "DEMO";

    private static readonly DateOnly FirstDay = new(2024, 1, 1);

    public static IEnumerable<JsonObject> Of(Signature signature, int count)
    {
        var chance = new Random(1);
        var fields = signature.Fields;
        var close = fields.FirstOrDefault(field => field.Name == BarColumns.Close) is { Example: not null } typical ? ExampleBody.Number(typical) : 100;
        // The width of a uniform step whose standard deviation is the volatility that was typical in training.
        var step = Math.Sqrt(12) * (signature.Inputs.FirstOrDefault(input => input.Name == "volatility20") is { Example: not null } known ? ExampleBody.Number(known) : 0.01);
        for (var (day, bar) = (FirstDay, 0); bar < count; day = day.AddDays(day.DayOfWeek == DayOfWeek.Friday ? 3 : 1), bar++)
        {
            var open = close;
            close *= 1 + step * (chance.NextDouble() - 0.5);
            var (high, low) = (Math.Max(open, close) * (1 + 0.003 * chance.NextDouble()), Math.Min(open, close) * (1 - 0.003 * chance.NextDouble()));
            var liquidity = 0.8 + 0.4 * chance.NextDouble();
            yield return new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, field.Name switch
            {
                BarColumns.Date => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                BarColumns.Open => Price(open),
                BarColumns.High => Price(high),
                BarColumns.Low => Price(low),
                BarColumns.Close => Price(close),
                BarColumns.Symbol => JsonValue.Create(Symbol),
                BarColumns.Volume when field.Example is not null => JsonValue.Create(Math.Round(ExampleBody.Number(field) * liquidity)),
                _ => ExampleBody.Value(field),
            })));
        }
    }

    // Six digits: rounding keeps high >= open, close >= low.
    private static JsonValue Price(double price) => JsonValue.Create(double.Parse(price.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
