using System.Globalization;
using System.Text;

namespace FinScoring.Core.Normalization.Binning;

/// <summary>Bins in ML.NET's expression language, which compiles them: a row looks its weight up in nanoseconds.</summary>
internal static class BinExpression
{
    /// <summary>From a number to the weight of its bin; a missing one weighs 0 where training rows had none.</summary>
    public static string OfNumbers(IReadOnlyList<Bin> bins)
    {
        var text = new StringBuilder("(x) => isna(x) ? ").Append(Literal(Weight(bins, BinKind.Missing)));
        foreach (var bin in bins.Where(b => b.Kind == BinKind.Special))
            text.Append(CultureInfo.InvariantCulture, $" : x == {Literal(bin.Special)} ? {Literal(bin.Weight)}");
        Bin[] ranges = [.. bins.Where(b => b.Kind == BinKind.Range)];
        foreach (var range in ranges.SkipLast(1))
            text.Append(CultureInfo.InvariantCulture, $" : x < {Literal(range.To)} ? {Literal(range.Weight)}");
        return text.Append(" : ").Append(Literal(ranges.LastOrDefault()?.Weight ?? 0)).ToString();
    }

    /// <summary>Each text of a bin, the empty one for missing, with the bin's place, from 1.</summary>
    public static IEnumerable<KeyValuePair<string, float>> Places(IReadOnlyList<Bin> bins)
        => Placed(bins).SelectMany((bin, place) => Texts(bin).Select(text => KeyValuePair.Create(text, place + 1f)));

    /// <summary>From a place to the weight of its bin; 0 is other.</summary>
    public static string OfPlaces(IReadOnlyList<Bin> bins)
    {
        var text = new StringBuilder("(x) => x < 0.5f ? ").Append(Literal(Weight(bins, BinKind.Other)));
        Bin[] placed = [.. Placed(bins)];
        for (var place = 1; place < placed.Length; place++)
            text.Append(CultureInfo.InvariantCulture, $" : x < {place}.5f ? {Literal(placed[place - 1].Weight)}");
        return text.Append(" : ").Append(Literal(placed.LastOrDefault()?.Weight ?? 0)).ToString();
    }

    private static IEnumerable<Bin> Placed(IReadOnlyList<Bin> bins) => bins.Where(b => b.Kind is BinKind.Levels or BinKind.Missing);

    private static IReadOnlyList<string> Texts(Bin bin) => bin.Kind == BinKind.Missing ? [string.Empty] : bin.Levels;

    private static double Weight(IReadOnlyList<Bin> bins, BinKind kind) => bins.FirstOrDefault(b => b.Kind == kind)?.Weight ?? 0;

    private static string Literal(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";
}
