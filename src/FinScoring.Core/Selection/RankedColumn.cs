using FinScoring.Core.Data;

namespace FinScoring.Core.Selection;

/// <summary>
/// A column of which only the order counts. Cutting or comparing by rank is the same as by value, so rows that are ranked
/// together learn nothing from each other.
/// </summary>
/// <param name="Rank">Of each row, from 0, equal values alike; for a category its code. Missing: -1.</param>
/// <param name="Distinct">Number of ranks.</param>
/// <param name="Numeric">Whether the order means something.</param>
internal sealed record RankedColumn(int[] Rank, int Distinct, bool Numeric)
{
    private const int Missing = -1;

    public static RankedColumn Of(TableColumn column) => column switch
    {
        NumericColumn numbers => OfNumbers(numbers.Values.ConvertAll(v => v)),
        CategoryColumn categories => new(categories.Codes, categories.Levels.Length, false),
        _ => throw new InvalidOperationException($"Column {column.Name} is neither numeric nor a category."),
    };

    /// <summary>The mean place of equal values, as Spearman's correlation has it; NaN where missing.</summary>
    public float[] MeanRanks()
    {
        var mean = new double[Distinct];
        foreach (var rank in Rank.Where(r => r != Missing)) mean[rank]++;
        double before = 0;
        for (var rank = 0; rank < Distinct; rank++) (mean[rank], before) = (before + mean[rank] / 2, before + mean[rank]);
        return Array.ConvertAll(Rank, rank => rank == Missing ? float.NaN : (float)mean[rank]);
    }

    /// <param name="values">NaN where missing; sorted in place, for a copy would be as large as the column.</param>
    public static RankedColumn OfNumbers(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        // NaN comes first.
        Array.Sort(values, order);
        var rank = new int[values.Length];
        var last = Missing;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && (i == 0 || values[i] != values[i - 1])) last++;
            rank[order[i]] = last;
        }

        return new(rank, last + 1, true);
    }
}
