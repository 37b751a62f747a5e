using FinScoring.Core.Data;
using FinScoring.Core.Selection;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Selection;

public class StationarityTests
{
    private const int Rows = 300;

    private static readonly int[] First = [.. Enumerable.Range(0, 100)], Last = [.. Enumerable.Range(200, 100)];

    private static readonly (int[], int[])[] Folds =
        [([.. Enumerable.Range(0, 100)], [.. Enumerable.Range(100, 100)]), ([.. Enumerable.Range(0, 200)], [.. Enumerable.Range(200, 100)])];

    [Fact]
    public void A_running_number_is_a_clock()
    {
        var found = Of(Tables.Numbers("year", [.. Enumerable.Range(0, Rows).Select(i => (double)i)]));
        Assert.Equal(new Stationarity(1, 1), found);
        Assert.True(found.Drifts);
    }

    [Fact]
    public void A_falling_number_is_one_too()
        => Assert.Equal(new Stationarity(1, 1), Of(Tables.Numbers("x", [.. Enumerable.Range(0, Rows).Select(i => -(double)i)])));

    [Fact]
    public void The_auc_is_the_share_of_pairs_in_order()
    {
        // By hand: the first third holds 1, 2, 3, ... 100, the last 51, 52, ... 150. A pair (a, b) is in order where b > a.
        double[] values = [.. Enumerable.Range(1, 100), .. Enumerable.Range(1, 100), .. Enumerable.Range(51, 100)];
        double inOrder = 0;
        for (var a = 1; a <= 100; a++)
            for (var b = 51; b <= 150; b++) inOrder += b > a ? 1 : b == a ? 0.5 : 0;
        var found = Of(Tables.Numbers("x", values));
        Assert.Equal(inOrder / 10_000, found.Auc!.Value, 1e-12);
        // Of 200 test rows the last 50, 101 to 150, lie beyond what was there before.
        Assert.Equal(0.25, found.Beyond);
        Assert.False(found.Drifts);
    }

    [Fact]
    public void Mostly_beyond_the_training_range_drifts_also_where_the_thirds_look_alike()
    {
        // A wave that grows: up and down alike in every third, but ever wider.
        var found = Of(Tables.Numbers("x", [.. Enumerable.Range(0, Rows).Select(i => i * (i % 2 == 0 ? 1.0 : -1))]));
        Assert.InRange(found.Auc!.Value, 0.5, 0.6);
        Assert.Equal(1, found.Beyond);
        Assert.True(found.Drifts);
    }

    [Fact]
    public void Noise_with_gaps_lasts()
    {
        var random = new Random(1);
        var found = Of(Tables.Numbers("x", [.. Enumerable.Range(0, Rows).Select(_ => random.Next(5) == 0 ? double.NaN : random.NextDouble())]));
        // Four standard errors of an AUC of two samples of 80: sqrt(161 / (12 * 80 * 80)) = .046.
        Assert.InRange(found.Auc!.Value, 0.5, 0.5 + 4 * 0.046);
        Assert.InRange(found.Beyond!.Value, 0, 0.1);
        Assert.False(found.Drifts);
    }

    [Fact]
    public void A_category_of_its_time_drifts_and_one_of_all_times_does_not()
    {
        Assert.True(Of(Tables.Texts("vintage", [.. Enumerable.Range(0, Rows).Select(i => $"v{i / 30}")])).Drifts);
        Assert.False(Of(Tables.Texts("job", [.. Enumerable.Range(0, Rows).Select(i => $"j{i * 7 % 10}")])).Drifts);
    }

    [Fact]
    public void Of_a_few_rows_nothing_is_said()
        => Assert.Equal(new Stationarity(null, null), Stationarity.Of(Tables.Numbers("x", 1, 2, 3, 4), ([0], [3]), [([0], [3])]));

    private static Stationarity Of(TableColumn column) => Stationarity.Of(column, (First, Last), Folds);
}
