using System.Numerics;

namespace FinScoring.Core.Selection;

/// <summary>
/// Finds a column that repeats a kept one. Columns become unit vectors u, v, where |u - v|^2 = 2 - 2r: a pair is left as soon
/// as a part of that sum is too large for r to reach the limit, for most pairs after a fiftieth of the rows. So ten thousand
/// columns can be compared, and the answer is exact. The ranks must agree as well: of two columns with heavy tails the
/// correlation is that of a few outliers, and says nothing of the other rows.
/// </summary>
internal sealed class CorrelationFilter(int rows, double limit = CorrelationFilter.Limit)
{
    /// <summary>|r| of the values (Pearson) and of the ranks (Spearman) from which one of two columns goes.</summary>
    public const double Limit = 0.98;

    private const int Stretch = 64;

    private readonly float _far = (float)(2 - 2 * limit);
    private readonly List<(int Column, float[] Unit, Lazy<float[]> Ranks)> _kept = [];
    private readonly int[] _order = Mixed(rows);

    /// <summary>The first kept column that this one repeats and their correlation, or null; then it is kept for those to come.</summary>
    /// <param name="column">Its number.</param>
    /// <param name="values">One value per row, NaN where missing; taken as the mean there.</param>
    public (int Column, double Correlation)? Repeats(int column, float[] values)
    {
        // One value, and missing elsewhere: the pattern of gaps may say something, the numbers repeat nothing.
        if (Unit(values) is not { } unit) return null;
        var ranks = Ranks(values);
        var found = First(unit, ranks);
        if (found is null) _kept.Add((column, unit, ranks));
        return found;
    }

    /// <summary>The same for a column that is not kept itself.</summary>
    public (int Column, double Correlation)? Find(float[] values) => Unit(values) is { } unit ? First(unit, Ranks(values)) : null;

    private (int Column, double Correlation)? First(float[] unit, Lazy<float[]> ranks)
    {
        foreach (var (kept, other, otherRanks) in _kept)
        {
            if (Near(unit, other) && Near(ranks.Value, otherRanks.Value)) return (kept, Correlation(unit, other));
        }

        return null;
    }

    /// <summary>Few columns are asked for them, but where one row rules many columns each is asked for every other.</summary>
    private Lazy<float[]> Ranks(float[] values)
        => new(() => Unit(RankedColumn.OfNumbers(Array.ConvertAll(values, v => (double)v)).MeanRanks())!);

    private float[]? Unit(float[] values)
    {
        double sum = 0, squares = 0;
        var known = 0;
        foreach (var value in values)
        {
            if (!float.IsNaN(value)) (sum, known) = (sum + value, known + 1);
        }

        var mean = known > 0 ? sum / known : 0;
        foreach (var value in values)
        {
            if (!float.IsNaN(value)) squares += (value - mean) * (value - mean);
        }

        var norm = Math.Sqrt(squares);
        return norm > 0 ? Array.ConvertAll(_order, r => float.IsNaN(values[r]) ? 0 : (float)((values[r] - mean) / norm)) : null;
    }

    /// <summary>Whether |r| reaches the limit.</summary>
    private bool Near(ReadOnlySpan<float> u, ReadOnlySpan<float> v)
    {
        float same = 0, opposite = 0;
        for (var from = 0; from < u.Length; from += Stretch)
        {
            var length = Math.Min(Stretch, u.Length - from);
            Add(u.Slice(from, length), v.Slice(from, length), ref same, ref opposite);
            if (same > _far && opposite > _far) return false;
        }

        return true;
    }

    private static void Add(ReadOnlySpan<float> u, ReadOnlySpan<float> v, ref float same, ref float opposite)
    {
        Vector<float> sums = default, differences = default;
        var i = 0;
        for (; i <= u.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> a = new(u[i..]), b = new(v[i..]);
            differences += (a - b) * (a - b);
            sums += (a + b) * (a + b);
        }

        (same, opposite) = (same + Vector.Sum(differences), opposite + Vector.Sum(sums));
        for (; i < u.Length; i++)
        {
            same += (u[i] - v[i]) * (u[i] - v[i]);
            opposite += (u[i] + v[i]) * (u[i] + v[i]);
        }
    }

    private static double Correlation(float[] u, float[] v) => u.Zip(v, (a, b) => (double)a * b).Sum();

    /// <summary>Rows in an order that follows no sort of the file, so that every stretch holds its share of each column's spread.</summary>
    private static int[] Mixed(int rows)
    {
        var order = Enumerable.Range(0, rows).ToArray();
        new Random(rows).Shuffle(order);
        return order;
    }
}
