using FinScoring.Core.Data;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Data;

public class CopiesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Copied_events_are_found_and_share_a_code_and_nothing_else_does(int columns)
    {
        var random = new Random(1);
        // 47 events and 353 others; each event seven times more: 376 and 353, as of a file that was balanced.
        int[] source = [.. Enumerable.Range(0, 400), .. Enumerable.Range(0, 329).Select(i => i % 47)];
        double[][] fresh = [.. Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, 400).Select(_ => random.NextDouble()).ToArray())];

        var copies = Copies.Of(
            [.. fresh.Select((values, c) => Tables.Numbers($"x{c}", [.. source.Select(s => values[s])]))], [.. source.Select(s => s < 47)]);

        Assert.True(copies.AreMany);
        Assert.Equal(329, copies.Count);
        Assert.Equal(400, copies.SetOf!.Distinct().Count());
        Assert.All(source.Zip(copies.SetOf!).GroupBy(p => p.First), set => Assert.Single(set.Select(p => p.Second).Distinct()));
        Assert.Contains("329 of 729 rows are copies", Assert.Single(copies.Training(729, inTime: false)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void A_file_pasted_behind_itself_is_found(int times)
    {
        var random = new Random(2);
        double[] x = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble())], kind = [.. x.Select(_ => (double)random.Next(3))];
        bool[] label = [.. x.Select(v => random.NextDouble() < v)];

        var copies = Copies.Of(
            [Tables.Numbers("x", [.. Times(x)]), Tables.Numbers("kind", [.. Times(kind)])], [.. Times(label)]);

        Assert.Equal((true, 300 * (times - 1)), (copies.AreMany, copies.Count));

        IEnumerable<T> Times<T>(T[] once) => Enumerable.Repeat(once, times).SelectMany(v => v);
    }

    [Theory]
    [InlineData(1, 2, 0)]
    [InlineData(3, 2, 0)]
    [InlineData(3, 2, 4)]
    [InlineData(2, 8, 1)]
    [InlineData(6, 3, 2)]
    public void Rows_of_few_coarse_columns_tie_by_chance_and_are_no_copies(int columns, int values, double effect)
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var random = new Random(seed);
            double[][] table = [.. Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, 1_000).Select(_ => (double)random.Next(values)).ToArray())];
            // Log-odds rise by the effect from the lowest to the highest sum: without one, with one that tells much, nearly all.
            bool[] label = [.. Enumerable.Range(0, 1_000).Select(r =>
                random.NextDouble() < 1 / (1 + Math.Exp(1.5 - effect * (table.Sum(c => c[r]) / (columns * (values - 1)) - .5) * 2)))];

            Assert.Equal(Copies.None, Copies.Of([.. table.Select((c, i) => Tables.Numbers($"x{i}", c))], label));
        }
    }

    [Fact]
    public void A_value_that_most_share_is_no_copy_but_events_copied_beside_it_are()
    {
        var random = new Random(3);
        // Four fifths have never paid or drawn anything: 0 in both columns, whatever becomes of them.
        double[] a = [.. Enumerable.Range(0, 2_000).Select(r => r % 5 > 0 ? 0 : random.NextDouble())], b = [.. a.Select(v => v == 0 ? 0 : random.NextDouble())];
        bool[] label = [.. a.Select(_ => random.NextDouble() < .2)];
        Assert.Equal(Copies.None, Of([.. Enumerable.Range(0, 2_000)]));

        int[] events = [.. Enumerable.Range(0, 2_000).Where(r => label[r] && a[r] > 0)];
        var copies = Of([.. Enumerable.Range(0, 2_000), .. events, .. events, .. events]);
        Assert.Equal((true, 3 * events.Length), (copies.AreMany, copies.Count));

        Copies Of(int[] rows) => Copies.Of(
            [Tables.Numbers("a", [.. rows.Select(r => a[r])]), Tables.Numbers("b", [.. rows.Select(r => b[r])])], [.. rows.Select(r => label[r])]);
    }

    [Fact]
    public void A_few_copies_stay_together_without_a_word()
    {
        var random = new Random(4);
        double[] x = [.. Enumerable.Range(0, 1_000).Select(i => i < 990 ? random.NextDouble() : -1)];
        x[991] = x[990] = x[0];
        for (var i = 992; i < 1_000; i++) x[i] = random.NextDouble();

        var copies = Copies.Of([Tables.Numbers("x", x)], [.. x.Select((_, i) => i % 10 == 0)]);

        // Row 0 is an event and 990 too; 991 has the same cell and another label.
        Assert.Equal((false, 1), (copies.AreMany, copies.Count));
        Assert.Equal(copies.SetOf![0], copies.SetOf[990]);
        Assert.NotEqual(copies.SetOf[0], copies.SetOf[991]);
        Assert.Empty(copies.Training(1_000, inTime: false));
    }

    [Fact]
    public void Missing_cells_and_both_zeros_are_equal_and_one_cell_in_two_columns_is_not()
    {
        var hashes = RowHashes.Of(
            [Tables.Numbers("a", double.NaN, -double.NaN, 0, -0.0, 1, 2), Tables.Texts("b", null, null, "t", "t", "t", "t"), Tables.Numbers("c", 5, 5, 5, 5, 2, 1)], 6);

        Assert.Equal((hashes[0], hashes[2]), (hashes[1], hashes[3]));
        Assert.Equal(4, hashes.Distinct().Count());
    }
}
