using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>The scale that won, its cross-validated log-loss and that of standardizing; null where nothing was compared.</summary>
internal readonly record struct ScaleChoice(ColumnScale Scale, double? Loss = null, double? StandardizedLoss = null);

/// <summary>
/// Chooses a column's scale by the cross-validated log-loss of the column alone: the simplest one within a standard error (of
/// the paired difference by row) of the best. What a scale learns from the label is learned inside each fold.
/// </summary>
internal static class ScaleContest
{
    /// <param name="values">One per training row, NaN where missing.</param>
    /// <param name="outcomes">What happened in those rows.</param>
    /// <param name="folds">Of those rows, by position; none: nothing can be compared.</param>
    /// <param name="apart">Whether the column may take steps of its own in the chain.</param>
    public static ScaleChoice Decide(float[] values, Outcomes outcomes, IReadOnlyList<(int[] Train, int[] Test)> folds, bool apart)
    {
        var cells = new ColumnCells(values);
        // A line through two values is all there is.
        if (cells.Count < 3) return new(ColumnScale.MeanVariance);

        var sums = folds.Select(f => (Train: Sum(f.Train), Test: Sum(f.Test))).Where(f => f.Train.Any(t => t.Events > 0) && f.Train.Any(t => t.Others > 0)).ToArray();
        if (sums.Length == 0) return new(ColumnScale.MeanVariance);
        var forecasts = new ScaleForecasts(cells, Sum([.. Enumerable.Range(0, values.Length)]), apart);
        var losses = forecasts.Scales.Select(s => (Scale: s, Rows: new RowLosses([.. sums.Select(f => (f.Test, forecasts.LogOdds(s, f.Train)))]))).ToArray();
        var best = losses.MinBy(l => l.Rows.Mean);
        var winner = losses.First(l => l.Scale == best.Scale || l.Rows.IsNear(best.Rows));
        return new(winner.Scale, winner.Rows.Mean, losses[0].Rows.Mean);

        Tally[] Sum(int[] rows)
        {
            var tallies = new Tally[cells.Count];
            foreach (var row in rows)
                if (cells[row] >= 0) tallies[cells[row]] += outcomes[row];
            return tallies;
        }
    }
}
