using FinScoring.Core.Domains;

namespace FinScoring.Core.Tests.Domains;

/// <summary>Finds features that look ahead: a value at a bar must not change when later bars do.</summary>
internal static class LookAhead
{
    /// <param name="bars">Bars of one symbol.</param>
    /// <param name="compute">From bars to one row of features per bar, NaN where there is none.</param>
    /// <param name="seed">For what the later bars become.</param>
    /// <returns>The features, by index, of which a value changed at a bar before those that were changed.</returns>
    public static IReadOnlyList<int> Find(Bar[] bars, Func<Bar[], double[][]> compute, int seed)
    {
        var random = new Random(seed);
        var first = random.Next(1, bars.Length);
        Bar[] changed = [.. bars.Select((bar, i) => i < first ? bar : Another(bar, random))];
        var (before, after) = (compute(bars), compute(changed));
        return [.. Enumerable.Range(0, before[0].Length).Where(f => Enumerable.Range(0, first).Any(i => !before[i][f].Equals(after[i][f])))];
    }

    private static Bar Another(Bar bar, Random random)
    {
        var (price, volume) = (0.5 + random.NextDouble(), 2 * random.NextDouble());
        return new(bar.Date, bar.Open * price, bar.High * price, bar.Low * price, bar.Close * price, bar.Volume * volume);
    }
}
