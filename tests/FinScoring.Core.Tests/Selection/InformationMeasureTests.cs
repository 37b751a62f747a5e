using FinScoring.Core.Selection;

namespace FinScoring.Core.Tests.Selection;

public class InformationMeasureTests
{
    [Fact]
    public void Mutual_information_is_that_of_the_table_less_the_bias_of_its_cells()
    {
        var (bins, label) = Cells((30, 10), (10, 30), (5, 15));
        var (information, value) = InformationMeasure.Of(bins, 3, label);
        // scikit-learn's mutual_info_score gives 0.1258036691; Miller and Madow's correction is (3 + 2 - 6 - 1) / (2 * 100).
        Assert.Equal(0.1258036691 - 0.01, information, 1e-9);
        // Event shares 30.5, 10.5, 5.5 of 46.5; other shares 10.5, 30.5, 15.5 of 56.5.
        Assert.Equal(0.9978044078, value, 1e-9);
    }

    [Fact]
    public void A_bin_that_is_the_label_says_all_there_is()
    {
        var (bins, label) = Cells((500, 0), (0, 500));
        // ln 2, and the correction (2 + 2 - 2 - 1) / 2000.
        Assert.Equal(Math.Log(2) + 1.0 / 2000, InformationMeasure.Of(bins, 2, label).MutualInformation, 1e-12);
    }

    [Fact]
    public void Equal_shares_in_every_bin_say_less_than_nothing()
    {
        var (bins, label) = Cells((20, 40), (10, 20), (5, 10));
        Assert.Equal(-2.0 / (2 * 105), InformationMeasure.Of(bins, 3, label).MutualInformation, 1e-12);
    }

    [Fact]
    public void On_average_chance_says_nothing()
    {
        var random = new Random(5);
        var found = Enumerable.Range(0, 2000).Select(_ =>
        {
            int[] bins = [.. Enumerable.Range(0, 200).Select(_ => random.Next(10))];
            bool[] label = [.. Enumerable.Range(0, 200).Select(_ => random.Next(3) == 0)];
            return InformationMeasure.Of(bins, 10, label).MutualInformation;
        }).Average();
        // Without the correction the mean is 9 / 400 = .0225.
        Assert.InRange(found, -0.002, 0.002);
    }

    private static (int[] Bins, bool[] Label) Cells(params (int Events, int Others)[] bins) =>
    (
        [.. bins.SelectMany((b, bin) => Enumerable.Repeat(bin, b.Events + b.Others))],
        [.. bins.SelectMany(b => Enumerable.Repeat(true, b.Events).Concat(Enumerable.Repeat(false, b.Others)))]
    );
}
