using CsCheck;
using FinScoring.Core.Domains;

namespace FinScoring.Core.Tests.Domains;

public class LookAheadTests
{
    private static readonly Gen<(Bar[] Bars, int Seed)> Walks = Gen.Select(Gen.Int[BarWindow.LookBack + 2, 160], Gen.Int).Select((bars, seed) => (Walk(bars, seed), seed));

    public static TheoryData<string> Peeking => ["tomorrow's return", "centred mean", "scaled by all", "ranked among all", "filled from behind"];

    [Fact]
    public void No_feature_of_the_service_looks_ahead()
        => Walks.Sample(walk => Assert.Empty(LookAhead.Find(walk.Bars, Service, walk.Seed)));

    [Theory]
    [MemberData(nameof(Peeking))]
    public void A_planted_feature_that_does_is_found_among_the_honest_ones(string kind)
        => Assert.Equal(
            [BarWindow.Names.Count],
            Enumerable.Range(0, 20).SelectMany(seed => LookAhead.Find(Walk(120, seed), bars => Beside(Service(bars), Planted(kind, bars)), seed)).Distinct());

    [Fact]
    public void So_is_the_services_own_code_fed_one_bar_late()
    {
        var found = Enumerable.Range(0, 20).SelectMany(seed => LookAhead.Find(Walk(120, seed), bars => [.. Service(bars).Skip(1), Service(bars)[^1]], seed));
        Assert.Equal(Enumerable.Range(0, BarWindow.Names.Count), found.Distinct().Order());
    }

    /// <summary>What the service computes, as training does: NaN where the look-back is not full or the outcome not known.</summary>
    private static double[][] Service(Bar[] bars)
    {
        var samples = BarSamples.Of(new(bars, new int[bars.Length], [.. Enumerable.Range(0, bars.Length)], [""]), horizon: 1);
        double[][] rows = [.. bars.Select(_ => Enumerable.Repeat(double.NaN, BarWindow.Names.Count).ToArray())];
        for (var sample = 0; sample < samples.Row.Length; sample++)
            rows[samples.Row[sample]] = [.. samples.Features.Select(f => ((Core.Data.NumericColumn)f).Values[sample])];
        return rows;
    }

    private static double[][] Beside(double[][] honest, double[] planted) => [.. honest.Zip(planted, (row, value) => (double[])[.. row, value])];

    private static double[] Planted(string kind, Bar[] bars)
    {
        double[] close = [.. bars.Select(b => b.Close)];
        var last = close.Length - 1;
        return kind switch
        {
            "tomorrow's return" => [.. close.Select((c, i) => close[Math.Min(i + 1, last)] / c - 1)],
            "centred mean" => [.. close.Select((c, i) => c / close[Math.Max(i - 2, 0)..Math.Min(i + 3, last + 1)].Average())],
            "scaled by all" => [.. close.Select(c => (c - close.Average()) / close.Max())],
            "ranked among all" => [.. close.Select(c => (double)close.Count(other => other < c))],
            // Every third price is missing and taken from the next that is there.
            _ => [.. close.Select((c, i) => i % 3 == 0 ? close[Math.Min(i + 1, last)] : c)],
        };
    }

    private static Bar[] Walk(int bars, int seed)
    {
        var random = new Random(seed);
        var close = 50.0;
        return [.. Enumerable.Range(0, bars).Select(i =>
        {
            var open = close;
            close *= 1 + 0.04 * (random.NextDouble() - 0.5);
            return new Bar(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i), open, Math.Max(open, close) * 1.003, Math.Min(open, close) * 0.998, close, 1 + random.Next(100_000));
        })];
    }
}
