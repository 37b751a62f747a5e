using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Selection;

namespace FinScoring.Core;

/// <summary>
/// Finds the columns of bars that must be known too late. A column alone tells the label too well; or it is dated early, and then it
/// goes with the bar to come as honest columns go with their own: an index of fear falls as the price rises, and its change of today
/// says nothing of tomorrow.
/// </summary>
internal static class BarLeaks
{
    /// <summary>So many bars ahead of its own a column is looked at, if the label looks as far.</summary>
    private const int MostAhead = 10;

    public static IReadOnlyList<FeatureReport> Mark(
        IReadOnlyList<FeatureReport> selection, Dataset data, IReadOnlyList<Fold> folds, int seed, CancellationToken cancel)
        => data.Return is null ? selection : [.. selection.Select((line, input) => Find(line, data, input, folds, seed, cancel) is { } leak
            ? line with { SuspectedLeak = true, OnBars = leak }
            : line)];

    private static LeakOnBars? Find(FeatureReport line, Dataset data, int input, IReadOnlyList<Fold> folds, int seed, CancellationToken cancel)
    {
        // What the bars themselves make is dated as they are.
        if (data.Inputs[input] is NumericColumn beside && !BarWindow.Names.Contains(line.Name) && Early(beside, data, seed, cancel) is { } early)
            return early;
        if (!LeakOnBars.IsBeyond(line.OutOfFold?.Auc)) return null;
        var rows = folds.SelectMany(fold => fold.Test).ToArray();
        (int[], int[])[] pairs = [.. folds.Select(fold => (fold.Train, fold.Test))];
        var share = OutOfFoldEvidence.Shares(data.Inputs[input], data.Label, pairs);
        return Measured(Rows(data, rows, share, row => data.Label[row], row => data.LabelEnd![row]), seed, cancel) is { } auc
            ? new(LeakOnBars.Label, null, line.OutOfFold!.Auc!.Value, auc.Low, auc.High, null)
            : null;
    }

    /// <summary>The bar ahead that the column or its change tells best, if it tells it too well.</summary>
    private static LeakOnBars? Early(NumericColumn column, Dataset data, int seed, CancellationToken cancel)
    {
        if (data.Inputs.FirstOrDefault(i => i.Name == BarFeatures.Return1) is not NumericColumn { Values: var ownReturn }) return null;
        double[] level = column.Values.ConvertAll(v => v);
        double[] change = [.. level.Select((value, row) => IsLater(row - 1, 1) ? value - level[row - 1] : double.NaN)];
        var best = (from form in new[] { (Of: LeakOnBars.Change, Value: change), (Of: LeakOnBars.Level, Value: level) }
                    from ahead in Enumerable.Range(1, Math.Min(data.Signature.Horizon ?? 1, MostAhead))
                    let auc = Auc(form.Value, ahead)
                    where auc is not null
                    select (form.Of, form.Value, Ahead: ahead, Auc: auc.Value)).MaxBy(told => Math.Abs(told.Auc - 0.5));
        if (best.Value is null || !LeakOnBars.IsBeyond(Math.Max(best.Auc, 1 - best.Auc))) return null;
        var falls = best.Auc < 0.5;
        return Measured(Told(falls ? Array.ConvertAll(best.Value, v => -v) : best.Value, best.Ahead), seed, cancel) is { } interval
            ? new(best.Of, best.Ahead, Straight(best.Auc)!.Value, interval.Low, interval.High, Straight(Auc(best.Value, 0)))
            : null;

        double? Straight(double? auc) => falls ? 1 - auc : auc;

        double? Auc(double[] value, int ahead) => Told(value, ahead) is { } rows ? Evaluator.Measure(rows.Probability, rows.Label).Auc : null;

        // Rows follow each other by symbol and date.
        bool IsLater(int row, int bars) => row >= 0 && row + bars < data.Rows && data.Group?[row] == data.Group?[row + bars];

        ScoredRows? Told(double[] value, int ahead)
        {
            int[] rows = [.. Enumerable.Range(0, data.Rows).Where(row => IsLater(row, ahead) && !double.IsNaN(value[row]))];
            if (rows.Length == 0) return null;
            var ranked = RankedColumn.OfNumbers(Array.ConvertAll(rows, row => value[row]));
            double[] share = Array.ConvertAll(ranked.Rank, rank => (rank + 0.5) / ranked.Distinct);
            return Rows(data, rows, share, row => ownReturn[row + ahead] > 0, row => data.Time![row + ahead]);
        }
    }

    private static ScoredRows Rows(Dataset data, int[] rows, double[] share, Converter<int, bool> label, Converter<int, long> end)
        => new(share, Array.ConvertAll(rows, label))
        {
            Group = data.Group is { } group ? Array.ConvertAll(rows, row => group[row]) : null,
            Time = Array.ConvertAll(rows, row => data.Time![row]),
            LabelEnd = Array.ConvertAll(rows, end),
        };

    /// <summary>The interval of the AUC, if all of it is too good.</summary>
    private static Interval? Measured(ScoredRows? rows, int seed, CancellationToken cancel)
        => rows is not null && Evaluator.Holdout(rows, seed, cancel).Intervals.GetValueOrDefault("auc") is { } auc && LeakOnBars.IsBeyond(auc.Low) ? auc : null;
}
