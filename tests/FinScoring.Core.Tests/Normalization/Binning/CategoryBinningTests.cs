using FinScoring.Core.Data;
using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core.Tests.Normalization.Binning;

public class CategoryBinningTests
{
    [Fact]
    public void Levels_of_like_rates_share_a_bin_and_missing_and_rare_ones_have_their_own()
    {
        // Rows and events of each level; 1,000 rows with 300 events in all.
        var (column, label) = Column(("a", 200, 20), ("b", 250, 150), ("c", 300, 30), ("d", 150, 90), (null, 90, 8), ("rare", 6, 1), ("rarer", 4, 1));
        var bins = Learn(column, label);
        Assert.Equal([BinKind.Levels, BinKind.Levels, BinKind.Missing, BinKind.Other], bins.Select(b => b.Kind));
        Assert.Equal(["c", "a"], bins[0].Levels);
        Assert.Equal(["b", "d"], bins[1].Levels);
        Assert.Equal([new(500, 50), new(400, 240), new(90, 8), new(10, 2)], bins.Select(b => b.Tally));
        // Eight events of 90 are 19 fewer than 30 % of them, by chance one time in 10,000; two of 10 are one fewer.
        Assert.True(bins[2].Weight < -1);
        Assert.Equal((0, 0), (bins[3].Weight, bins[3].Value));
    }

    [Fact]
    public void Other_weighs_nothing_where_every_level_is_frequent()
    {
        var (column, label) = Column(("a", 100, 20), ("b", 100, 60));
        var other = Learn(column, label)[^1];
        Assert.Equal((BinKind.Other, 0), (other.Kind, other.Tally.Count));
        Assert.Equal(0, other.Weight, 1e-12);
    }

    [Fact]
    public void Fifty_levels_of_noise_are_one_bin()
    {
        var random = new Random(3);
        // Sorted by their rate they look like a trend; the price of choosing among 50 levels is more than that.
        var (column, label) = Column([.. Enumerable.Range(0, 50).Select(i => ((string?)$"l{i}", 40, Enumerable.Range(0, 40).Count(_ => random.NextDouble() < 0.3)))]);
        Assert.Equal([BinKind.Levels, BinKind.Other], Learn(column, label).Select(b => b.Kind));
    }

    private static IReadOnlyList<Bin> Learn(CategoryColumn column, bool[] label)
    {
        var evidence = new Evidence(new(label.Length, label.Count(l => l)));
        return CategoryBinning.Learn(column, [.. Enumerable.Range(0, label.Length)], new(label, null), evidence, BinLimits.Of(evidence));
    }

    private static (CategoryColumn Column, bool[] Label) Column(params (string? Level, int Rows, int Events)[] levels) => (
        Domains.Tables.Texts("c", [.. levels.SelectMany(l => Enumerable.Repeat(l.Level, l.Rows))]),
        [.. levels.SelectMany(l => Enumerable.Range(0, l.Rows).Select(i => i < l.Events))]);
}
