using FinScoring.Core.Data;

namespace FinScoring.Core.Selection;

/// <summary>Whether a column of rows that follow time lasts: whether later rows still have the values that earlier ones had.</summary>
/// <param name="Auc">
/// How well its value alone tells the last third of the rows from the first: 0.5 not at all, 1 always. Null where a third has too
/// few rows.
/// </param>
/// <param name="Beyond">
/// The share of the folds' test rows with a number beyond the range of their training rows; null for a category.
/// </param>
public sealed record Stationarity(double? Auc, double? Beyond)
{
    /// <summary>Above this it is rather a clock: an index level, a year, a running total.</summary>
    private const double TooClear = 0.95;

    private const double Most = 0.5;

    /// <summary>Rows looked at in each third: more would say the same.</summary>
    private const int MostRows = 5_000;

    private const int FewestRows = 10;

    /// <summary>Whether a model of the earlier rows is asked about values that it never saw.</summary>
    public bool Drifts => Auc > TooClear || Beyond > Most;

    /// <param name="column">A numeric or category column of a dataset.</param>
    /// <param name="thirds">The first and the last third of the rows in time; empty where one date fills more.</param>
    /// <param name="folds">Forward folds.</param>
    internal static Stationarity Of(TableColumn column, (int[] First, int[] Last) thirds, IReadOnlyList<(int[] Train, int[] Test)> folds)
        => new(LateFromEarly(column, thirds), BeyondTraining(column, folds));

    private static double? LateFromEarly(TableColumn column, (int[] First, int[] Last) thirds)
    {
        if (Math.Min(thirds.First.Length, thirds.Last.Length) < FewestRows) return null;
        int[] first = Thinned.Drawn(MostRows, thirds.First), last = Thinned.Drawn(MostRows, thirds.Last);
        return column is NumericColumn numbers ? Numbers(Known(numbers, first), Known(numbers, last)) : Levels(column, first, last);
    }

    /// <summary>Of all pairs of an early and a late number the share in which one side is the higher, a tie half (Mann and Whitney).</summary>
    private static double? Numbers(double[] first, double[] last)
    {
        if (Math.Min(first.Length, last.Length) < FewestRows) return null;
        Array.Sort(first);
        double lower = 0;
        foreach (var value in last) lower += (Count(first, value, orEqual: false) + Count(first, value, orEqual: true)) / 2.0;
        var auc = lower / ((double)first.Length * last.Length);
        return Math.Max(auc, 1 - auc);
    }

    /// <summary>How many of the ascending numbers are below a value, or at it.</summary>
    private static int Count(double[] sorted, double value, bool orEqual)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (sorted[middle] < value || orEqual && sorted[middle] == value) from = middle + 1;
            else to = middle;
        }

        return from;
    }

    /// <summary>By each level's share of late rows, learned on every second row and told of the others.</summary>
    private static double? Levels(TableColumn column, int[] first, int[] last)
    {
        bool[] isLast = [.. first.Select(_ => false), .. last.Select(_ => true)];
        var halves = Enumerable.Range(0, isLast.Length).ToLookup(i => i % 2 == 0);
        int[] even = [.. halves[true]], odd = [.. halves[false]];
        return OutOfFoldEvidence.Of(column.Take([.. first, .. last]), isLast, [(even, odd), (odd, even)]).Auc;
    }

    private static double? BeyondTraining(TableColumn column, IReadOnlyList<(int[] Train, int[] Test)> folds)
    {
        if (column is not NumericColumn numbers) return null;
        var (beyond, all) = (0, 0);
        foreach (var (train, test) in folds)
        {
            double[] earlier = Known(numbers, train), later = Known(numbers, test);
            if (earlier.Length < FewestRows) continue;
            var (low, high) = (earlier.Min(), earlier.Max());
            all += later.Length;
            beyond += later.Count(value => value < low || value > high);
        }

        return all == 0 ? null : (double)beyond / all;
    }

    private static double[] Known(NumericColumn column, int[] rows) => [.. rows.Select(r => column.Values[r]).Where(v => !double.IsNaN(v))];
}
