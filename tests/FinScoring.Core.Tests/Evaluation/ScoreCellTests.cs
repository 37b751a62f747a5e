using CsCheck;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class ScoreCellTests
{
    [Fact]
    public void Cells_hold_every_row_once_by_weight_in_the_order_of_probability()
    {
        var cells = CellsOf(Some.Probability, Some.Happened, Some.Weight);

        Assert.Equal(Some.Weight.Zip(Some.Happened).Where(r => r.Second).Sum(r => r.First), cells.Sum(c => c.Events), 1e-9);
        Assert.Equal(Some.Weight.Zip(Some.Happened).Where(r => !r.Second).Sum(r => r.First), cells.Sum(c => c.Others), 1e-9);
        Assert.Equal((.05, .91), (cells[0].Lowest, cells[^1].Highest));
        Assert.All(cells.Zip(cells.Skip(1)), pair => Assert.True(pair.First.Highest < pair.Second.Lowest));
        Assert.All(cells, cell => Assert.True(cell.Lowest <= cell.Highest));
    }

    [Fact]
    public void What_a_threshold_does_is_told_within_one_cell_of_the_truth()
        => Gen.Select(Gen.Double[0, 1], Gen.Int[1, 50]).Sample((threshold, seed) =>
        {
            var rows = Some.TwoNormals(400, 1.0, seed);
            var cells = CellsOf(rows.Probability, rows.Label);
            var counted = rows.Probability.Count(p => p < threshold);
            var cell = cells.Where(c => c.Lowest <= threshold && threshold <= c.Highest).Sum(c => c.Events + c.Others);
            Assert.InRange(cells.Sum(c => c.ShareBelow(threshold) * (c.Events + c.Others)), counted - cell - 1e-9, counted + cell + 1e-9);
        });

    [Fact]
    public void A_threshold_at_a_probability_that_rows_share_is_exact()
    {
        var cells = CellsOf([0.1, 0.1, 0.2, 0.2, 0.4], [false, true, false, true, true]);

        // p < 0.2 holds for the first two rows, p < 0.4 for four.
        Assert.Equal(2, cells.Sum(c => c.ShareBelow(0.2) * (c.Events + c.Others)), 1e-12);
        Assert.Equal(4, cells.Sum(c => c.ShareBelow(0.4) * (c.Events + c.Others)), 1e-12);
        Assert.Equal(2, cells.Sum(c => c.ShareBelow(0.4) * c.Events), 1e-12);
    }

    [Fact]
    public void There_are_few_cells_whatever_the_rows_and_none_holds_much_of_the_middle()
    {
        var rows = Some.TwoNormals(20_000, 1.0, seed: 3);
        var cells = CellsOf([.. rows.Probability, 0, 1], [.. rows.Label, false, true]);

        Assert.InRange(cells.Count, 80, 120);
        // The densest hundredth of a bell of four deviations and a half: 0.4 x 4.65 / 80 = 2.3 % in a cell; two bells are flatter.
        Assert.All(cells, cell => Assert.InRange(cell.Events + cell.Others, 1, 0.025 * 20_000));
        Assert.Equal((0, 1), (cells[0].Lowest, cells[^1].Highest));
    }

    [Fact]
    public void One_probability_is_one_cell()
    {
        var cell = Assert.Single(CellsOf([0.3, 0.3, 0.3], [true, false, false]));
        Assert.Equal(new ScoreCell(0.3, 0.3, 1, 2), cell);
        Assert.Equal((0, 1), (cell.ShareBelow(0.3), cell.ShareBelow(0.31)));
    }

    private static IReadOnlyList<ScoreCell> CellsOf(double[] probability, bool[] label, float[]? weight = null)
        => ScoreCell.Of(new RankedScores(probability, label, weight).Steps);
}
