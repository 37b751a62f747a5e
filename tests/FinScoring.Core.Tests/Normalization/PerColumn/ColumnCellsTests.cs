using CsCheck;
using FinScoring.Core.Normalization.PerColumn;

namespace FinScoring.Core.Tests.Normalization.PerColumn;

public class ColumnCellsTests
{
    [Fact]
    public void Few_values_have_a_cell_each_and_missing_ones_none()
    {
        var cells = new ColumnCells([3, float.NaN, 1, 3, 1, 1, -2]);
        Assert.True(cells.IsSingle);
        Assert.Equal([-2, 1, 3], cells.Mean);
        // The middles of the 1st, of the 2nd to 4th, and of the last two of six rows.
        Assert.Equal([0.5, 2.5, 5], cells.Rank);
        Assert.Equal([2, -1, 1, 2, 1, 1, 0], Enumerable.Range(0, 7).Select(r => cells[r]));
    }

    [Fact]
    public void Many_values_share_cells_in_order_and_a_frequent_value_has_its_own()
    {
        float[] values = [.. Enumerable.Repeat(0f, 500), .. Enumerable.Range(1, 500).Select(i => (float)i), .. Enumerable.Repeat(-7f, 100)];
        var cells = new ColumnCells(values);
        Assert.False(cells.IsSingle);
        // 1,100 rows at 22 a cell: the two frequent values, and 500 others.
        Assert.Equal(2 + 23, cells.Count);
        Assert.Equal([-7, 0, 11.5], cells.Mean.Take(3));
        Assert.Equal([50, 350, 611], cells.Rank.Take(3));
    }

    [Fact]
    public void Cells_follow_the_order_of_the_values_whatever_they_are()
        => Gen.OneOf(Gen.Int[-3, 3].Select(i => (float)i), Gen.Float[-1e30f, 1e30f], Gen.Const(float.NaN)).Array[1, 300].Sample(values =>
        {
            if (values.All(float.IsNaN)) return true;
            var cells = new ColumnCells(values);
            int[] order = [.. Enumerable.Range(0, values.Length).Where(r => !float.IsNaN(values[r])).OrderBy(r => values[r])];
            return order.Zip(order.Skip(1)).All(pair => values[pair.First] == values[pair.Second]
                ? cells[pair.First] == cells[pair.Second]
                : cells[pair.Second] - cells[pair.First] is 0 or 1) && cells[order[0]] == 0 && cells[order[^1]] == cells.Count - 1;
        });
}
