using FinScoring.Core.Data;
using FinScoring.Core.Selection;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Selection;

public class CorrelationClustersTests
{
    private static readonly double[] X = Noise(1);

    [Fact]
    public void A_number_goes_with_the_most_informative_kept_one_that_it_moves_with()
    {
        TableColumn[] inputs =
        [
            // Far from a line, but in the same order, and the opposite one with gaps.
            Tables.Numbers("power", [.. X.Select(v => Math.Exp(5 * v))]),
            Tables.Numbers("x", X),
            Tables.Numbers("gone", [.. X.Select((v, i) => i % 10 == 0 ? double.NaN : -v)]),
            // Spearman's correlation of x and x + s noise is near 1 / sqrt(1 + s^2): .98 and .45.
            Tables.Numbers("near", [.. X.Zip(Noise(2), (v, n) => v + 0.2 * n)]),
            Tables.Numbers("far", [.. X.Zip(Noise(3), (v, n) => v + 2 * n)]),
            Tables.Numbers("alone", Noise(4)),
            Tables.Texts("text", [.. X.Select(v => v > 0 ? "up" : "down")]),
        ];
        var report = new[] { (true, 0.1), (true, 0.3), (false, 0.05), (true, 0.2), (true, 0.02), (false, 0.01), (true, 0.01) }
            .Zip(inputs, (kept, input) => new FeatureReport(input.Name, kept.Item1, "", kept.Item2)).ToArray();

        Assert.Equal(
            ["x", "x", "x", "x", "far", null, "text"],
            CorrelationClusters.Name(inputs, X.Length, report).Select(line => line.Cluster));
    }

    [Fact]
    public void What_repeats_a_kept_column_goes_where_that_one_goes()
    {
        // b follows a; c repeats b, though it has lost so many values that it no longer seems to follow a.
        TableColumn[] inputs =
        [
            Tables.Numbers("a", X), Tables.Numbers("b", [.. X.Zip(Noise(2), (v, n) => v + 0.6 * n)]),
            Tables.Numbers("c", [.. X.Select((v, i) => i % 3 == 0 ? v : double.NaN)]),
        ];
        FeatureReport[] report = [new("a", true, "", 0.3), new("b", true, "", 0.2), new("c", false, "", 0.1, CorrelatedWith: "b")];
        Assert.Equal(["a", "a", "a"], CorrelationClusters.Name(inputs, X.Length, report).Select(line => line.Cluster));
    }

    [Fact]
    public void A_long_file_is_looked_at_from_its_first_row_to_its_last()
    {
        // The second half of b goes against a: over all rows they do not move together.
        double[] a = [.. Enumerable.Range(0, 50_000).Select(i => (double)(i * 7919 % 50_021))];
        double[] b = [.. a.Select((v, i) => i < 25_000 ? v : -v)];
        FeatureReport[] report = [new("a", true, "", 0.3), new("b", true, "", 0.2)];
        Assert.Equal(["a", "b"], CorrelationClusters.Name([Tables.Numbers("a", a), Tables.Numbers("b", b)], a.Length, report).Select(line => line.Cluster));
    }

    private static double[] Noise(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 1000).Select(_ => PlantedData.Normal(random))];
    }
}
