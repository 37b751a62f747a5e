using FinScoring.Core.Data;

namespace FinScoring.Core.Normalization.Binning;

/// <summary>
/// The best bins of categories: levels in the order of their smoothed event rate, neighbours put together; a bin for missing;
/// and "other" for the levels too rare to stand in that order (<see cref="CategoryLevels"/>) and for those never seen.
/// </summary>
internal static class CategoryBinning
{
    /// <param name="column">The column.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="outcomes">What happened in them, by position.</param>
    /// <param name="evidence">Of all of them.</param>
    /// <param name="limits">For the bins of levels.</param>
    public static IReadOnlyList<Bin> Learn(CategoryColumn column, int[] rows, Outcomes outcomes, Evidence evidence, BinLimits limits)
    {
        var tallies = new Tally[column.Levels.Length + 1];
        for (var row = 0; row < rows.Length; row++) tallies[column.Codes[rows[row]] + 1] += outcomes[row];
        var codes = column.Levels.Select((text, code) => (text, code)).ToDictionary(l => l.text, l => l.code);
        Level[] levels = [.. CategoryLevels.Of(column, rows).Where(text => text.Length > 0).Select((text, rank) => new Level(text, rank, tallies[codes[text] + 1]))];

        var bins = new List<Bin>(Merged([.. levels.OrderBy(l => evidence.Weight(l.Tally)).ThenBy(l => l.Rank)], evidence, limits));
        if (tallies[0].Count > 0) bins.Add(Bin.Apart(BinKind.Missing, tallies[0], evidence, limits));
        var named = levels.Select(l => codes[l.Text]).ToHashSet();
        var rest = tallies.Skip(1).Where((_, code) => !named.Contains(code)).Aggregate(default(Tally), (sum, tally) => sum + tally);
        bins.Add(Bin.Apart(BinKind.Other, rest, evidence, limits));
        return bins;
    }

    private static IEnumerable<Bin> Merged(Level[] levels, Evidence evidence, BinLimits limits)
    {
        if (levels.Length == 0) yield break;
        var start = 0;
        foreach (var end in OptimalPartition.OfLevels([.. levels.Select(l => l.Tally)], evidence, limits).Ends)
        {
            var merged = levels[start..end];
            var tally = merged.Aggregate(default(Tally), (sum, level) => sum + level.Tally);
            yield return Bin.Of(BinKind.Levels, tally, evidence) with { Levels = [.. merged.OrderBy(l => l.Rank).Select(l => l.Text)] };
            start = end;
        }
    }

    private readonly record struct Level(string Text, int Rank, Tally Tally);
}
