using CsCheck;
using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core.Tests.Normalization.Binning;

public class OptimalPartitionTests
{
    private static readonly Gen<Tally[]> Cells = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4])
        .Select((events, others) => new Tally(events + others, events)).Where(cell => cell.Count > 0).Array[1, 8]
        .Where(cells => cells.Any(c => c.Events > 0) && cells.Any(c => c.Others > 0));

    private static readonly Gen<BinLimits> Limits = Gen.Select(Gen.Int[1, 5], Gen.Int[0, 6], Gen.Int[0, 2], Gen.Int[0, 2])
        .Select((bins, rows, each, price) => new BinLimits(bins, rows, each, price * 0.02));

    [Theory]
    [InlineData("Rising")]
    [InlineData("Falling")]
    [InlineData("Free")]
    public void No_partition_of_all_there_are_is_better_and_none_as_good_has_fewer_bins(string trend)
        => Gen.Select(Cells, Limits).Sample((cells, limits) =>
        {
            var found = OptimalPartition.OfNumbers(cells, new(Sum(cells)), limits, Enum.Parse<Trend>(trend));
            var allowed = Allowed(cells, limits, Enum.Parse<Trend>(trend));
            var best = allowed.Max(p => p.Value);
            var fewest = allowed.Where(p => p.Value > best - 1e-11).Min(p => p.Ends.Length);
            Assert.Equal(best, found.Value, 1e-10);
            Assert.Equal(fewest, found.Ends.Count);
            Assert.Contains(allowed, p => p.Ends.SequenceEqual(found.Ends) && p.Value > best - 1e-10);
        }, iter: 2000, threads: 1);

    [Fact]
    public void Levels_are_cut_where_they_pay_for_every_grouping_there_is()
        => Gen.Select(Cells, Limits).Sample((cells, limits) =>
        {
            var found = OptimalPartition.OfLevels(cells, new(Sum(cells)), limits);
            var allowed = Allowed(cells, limits, Trend.Free, Groupings(cells.Length));
            Assert.Equal(allowed.Max(p => p.Value), found.Value, 1e-10);
        }, iter: 500, threads: 1);

    [Fact]
    public void Cells_that_do_not_differ_are_one_bin()
        => Assert.Equal([6], OptimalPartition.OfNumbers([.. Enumerable.Repeat(new Tally(10, 3), 6)], new(new(60, 18)), new(6, 0, 0, 0), Trend.Automatic).Ends);

    [Fact]
    public void The_better_direction_is_taken()
    {
        Tally[] rising = [new(100, 10), new(100, 20), new(100, 40)];
        Assert.Equal([1, 2, 3], Find(rising, Trend.Automatic));
        Assert.Equal([1, 2, 3], Find([.. rising.Reverse()], Trend.Automatic));
        Assert.Equal([3], Find(rising, Trend.Falling));
    }

    [Fact]
    public void A_bend_is_followed_only_on_very_strong_evidence()
    {
        // 20 of 200, 10 of 200: chi-squared of the step back is 3.6. 40 and 10 of 200: 20.6.
        Assert.Equal([2, 3], Find([new(200, 20), new(200, 10), new(200, 60)], Trend.Automatic));
        Assert.Equal([1, 2, 3], Find([new(200, 40), new(200, 10), new(200, 60)], Trend.Automatic));
    }

    private static IReadOnlyList<int> Find(Tally[] cells, Trend trend)
    {
        var evidence = new Evidence(Sum(cells));
        return OptimalPartition.OfNumbers(cells, evidence, BinLimits.Of(evidence), trend).Ends;
    }

    /// <summary>Every partition within the limits, and all cells as one bin: a bit of the mask cuts behind a cell.</summary>
    private static List<(int[] Ends, double Value)> Allowed(Tally[] cells, BinLimits limits, Trend trend, int[]? ways = null)
    {
        var all = Enumerable.Range(0, 1 << (cells.Length - 1))
            .Select(mask => (int[])[.. Enumerable.Range(1, cells.Length).Where(end => end == cells.Length || (mask >> (end - 1) & 1) == 1)]).ToArray();
        ways ??= [.. Enumerable.Range(0, cells.Length + 1).Select(bins => all.Count(ends => ends.Length == bins))];
        var total = Sum(cells);
        return [.. all.Where(ends => ends.Length == 1 || Keeps(Bins(cells, ends), total, limits, trend))
            .Select(ends => (ends, Bins(cells, ends).Sum(bin => Iv(bin, total)) - Price(ends.Length, ways, limits.Unit)))];
    }

    private static double Price(int bins, int[] ways, double unit) => bins == 1 ? 0 : unit * (2 * (bins - 1) + Math.Log(ways[bins]));

    private static bool Keeps(Tally[] bins, Tally all, BinLimits limits, Trend trend)
    {
        // Rounding may part weights that are equal.
        var steps = bins.Zip(bins.Skip(1), (bin, next) => Woe(next, all) - Woe(bin, all)).Select(step => trend == Trend.Falling ? -step : step);
        return bins.Length <= limits.MostBins && (trend == Trend.Free || steps.All(step => step > -1e-12))
            && bins.All(b => b.Count >= limits.FewestRows && b.Events >= limits.FewestOfEach && b.Count - b.Events >= limits.FewestOfEach);
    }

    private static double Iv(Tally bin, Tally all)
        => (bin.Events / all.Events - (bin.Count - bin.Events) / (all.Count - all.Events)) * Woe(bin, all);

    private static double Woe(Tally bin, Tally all)
    {
        var rate = all.Events / all.Count;
        return Math.Log((bin.Events + rate) / (bin.Count - bin.Events + 1 - rate) * (1 - rate) / rate);
    }

    private static Tally[] Bins(Tally[] cells, int[] ends) => [.. ends.Select((end, i) => Sum(cells[(i == 0 ? 0 : ends[i - 1])..end]))];

    private static Tally Sum(Tally[] cells) => new(cells.Sum(c => c.Count), cells.Sum(c => c.Events));

    /// <summary>How many ways there are to put so many levels into 0, 1, 2, ... groups, by writing them all down.</summary>
    private static int[] Groupings(int levels)
    {
        var counts = new int[levels + 1];
        void Place(int level, int groups)
        {
            if (level == levels) counts[groups]++;
            else for (var group = 0; group <= groups; group++) Place(level + 1, Math.Max(groups, group + 1));
        }

        Place(0, 0);
        return counts;
    }
}
