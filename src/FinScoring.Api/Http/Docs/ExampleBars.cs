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
        var close = Typical(signature.Fields, BarColumns.Close) ?? 100;
        var volume = Typical(signature.Fields, BarColumns.Volume) ?? 100_000;
        // The width of a uniform step whose standard deviation is the volatility that was typical in training.
        var step = Math.Sqrt(12) * (Typical(signature.Inputs, "volatility20") ?? 0.01);
        for (var (day, bar) = (FirstDay, 0); bar < count; day = day.AddDays(day.DayOfWeek == DayOfWeek.Friday ? 3 : 1), bar++)
        {
            var open = close;
            close *= 1 + step * (chance.NextDouble() - 0.5);
            var high = Math.Max(open, close) * (1 + 0.003 * chance.NextDouble());
            var low = Math.Min(open, close) * (1 - 0.003 * chance.NextDouble());
            var traded = volume * (0.8 + 0.4 * chance.NextDouble());
            yield return Object(signature, new(day.ToDateTime(default), open, high, low, close, traded));
        }
    }

    private static JsonObject Object(Signature signature, Bar bar)
        => new(signature.Fields.Select(field => KeyValuePair.Create(field.Name, field.Name switch
        {
            BarColumns.Date => JsonValue.Create(bar.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            BarColumns.Symbol => JsonValue.Create(Symbol),
            BarColumns.Open => Price(bar.Open),
            BarColumns.High => Price(bar.High),
            BarColumns.Low => Price(bar.Low),
            BarColumns.Close => Price(bar.Close),
            BarColumns.Volume => JsonValue.Create(Math.Round(bar.Volume)),
            _ => ExampleBody.Value(field),
        })));

    private static double? Typical(IEnumerable<Column> columns, string name)
        => columns.FirstOrDefault(column => column.Name == name) is { Example: not null } column ? ExampleBody.Number(column) : null;

    // Six digits: rounding keeps high >= open, close >= low.
    private static JsonValue Price(double price)
        => JsonValue.Create(double.Parse(price.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
