using System.Globalization;

namespace FinScoring.Core.Normalization.Binning;

/// <summary>The best bins of numbers: ranges, a bin for each special value, and one for missing.</summary>
internal static class NumericBinning
{
    private const int MostCells = 50;

    /// <param name="values">One per row, NaN where missing.</param>
    /// <param name="outcomes">What happened in those rows.</param>
    /// <param name="evidence">Of all of them.</param>
    /// <param name="limits">For the ranges; missing and special values have bins of their own however few they are.</param>
    /// <param name="specials">Values that are codes rather than numbers.</param>
    /// <param name="trend">How the event rate may go along the ranges.</param>
    public static IReadOnlyList<Bin> Learn(
        float[] values, Outcomes outcomes, Evidence evidence, BinLimits limits, IReadOnlyList<float> specials, Trend trend = Trend.Automatic)
    {
        int[] rows = [.. Enumerable.Range(0, values.Length)];
        int[] numbers = [.. rows.Where(r => !float.IsNaN(values[r]) && !specials.Contains(values[r]))];
        var bins = new List<Bin>(Ranges(Cells(values, numbers, outcomes), evidence, limits, trend));
        foreach (var special in specials)
            bins.Add(Bin.Apart(BinKind.Special, outcomes.Of(rows.Where(r => values[r] == special)), evidence, limits) with { Special = special });
        if (outcomes.Of(rows.Where(r => float.IsNaN(values[r]))) is { Count: > 0 } missing)
            bins.Add(Bin.Apart(BinKind.Missing, missing, evidence, limits));
        return bins;
    }

    /// <summary>Fine cells of about equal mass; equal values share one, and a frequent value has its own.</summary>
    private static List<Cell> Cells(float[] values, int[] numbers, Outcomes outcomes)
    {
        var distinct = numbers.GroupBy(r => values[r]).OrderBy(g => g.Key).ToArray();
        var mass = distinct.Length <= MostCells ? 0 : (double)numbers.Length / MostCells;
        var cells = new List<Cell>();
        var inLast = double.PositiveInfinity;
        foreach (var value in distinct)
        {
            var (tally, count) = (outcomes.Of(value), value.Count());
            if (inLast >= mass || count >= mass)
            {
                cells.Add(new(value.Key, value.Key, tally));
                inLast = count;
            }
            else
            {
                cells[^1] = cells[^1] with { Last = value.Key, Tally = cells[^1].Tally + tally };
                inLast += count;
            }
        }

        return cells;
    }

    private static IEnumerable<Bin> Ranges(List<Cell> cells, Evidence evidence, BinLimits limits, Trend trend)
    {
        if (cells.Count == 0) yield break;
        var (start, from) = (0, float.NegativeInfinity);
        foreach (var end in OptimalPartition.OfNumbers([.. cells.Select(c => c.Tally)], evidence, limits, trend).Ends)
        {
            var tally = cells.Skip(start).Take(end - start).Aggregate(default(Tally), (sum, cell) => sum + cell.Tally);
            var to = end == cells.Count ? float.PositiveInfinity : Between(cells[end - 1].Last, cells[end].First);
            yield return Bin.Of(BinKind.Range, tally, evidence) with { From = from, To = to };
            (start, from) = (end, to);
        }
    }

    /// <summary>The number of fewest digits above <paramref name="low"/> and not above <paramref name="high"/>, near their middle: a bound people can read.</summary>
    internal static float Between(float low, float high)
    {
        var middle = low / 2 + high / 2;
        for (var digits = 1; digits < 9; digits++)
        {
            var rounded = float.Parse(middle.ToString("E" + (digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (rounded > low && rounded <= high) return rounded;
        }

        return high;
    }

    private readonly record struct Cell(float First, float Last, Tally Tally);
}
