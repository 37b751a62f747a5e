using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>The log-losses of rows whose forecasts are those of their cells.</summary>
internal sealed class RowLosses
{
    private readonly (Tally Rows, double OfEvent, double OfOther)[] _cells;
    private readonly double _count;

    /// <param name="folds">The tested rows of each fold by cell, and the cells' log-odds.</param>
    public RowLosses(IEnumerable<(Tally[] Rows, double[] LogOdds)> folds)
    {
        _cells = [.. folds.SelectMany(f => f.Rows.Zip(f.LogOdds, (rows, z) => (rows, Softplus(-z), Softplus(z))))];
        _count = _cells.Sum(c => c.Rows.Count);
        Mean = _cells.Sum(c => c.Rows.Events * c.OfEvent + c.Rows.Others * c.OfOther) / _count;
    }

    public double Mean { get; }

    /// <summary>Whether the mean difference to a better forecast of the same rows is within its standard error.</summary>
    public bool IsNear(RowLosses best)
    {
        var squares = _cells.Zip(best._cells, (a, b) => a.Rows.Events * Square(a.OfEvent - b.OfEvent) + a.Rows.Others * Square(a.OfOther - b.OfOther)).Sum();
        var difference = Mean - best.Mean;
        return difference <= Math.Sqrt(Math.Max(squares / _count - difference * difference, 0) / _count);
    }

    private static double Square(double x) => x * x;

    /// <summary>ln(1 + e^x), without overflow.</summary>
    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
