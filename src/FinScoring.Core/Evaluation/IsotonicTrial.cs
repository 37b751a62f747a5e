namespace FinScoring.Core.Evaluation;

/// <summary>Rows with each fold's probabilities recalibrated by what happened in the other folds.</summary>
internal sealed class IsotonicTrial
{
    private readonly Metrics _metrics;
    private readonly double[] _saved;

    private IsotonicTrial(Metrics metrics, double[] saved) => (_metrics, _saved) = (metrics, saved);

    /// <param name="rows">The folds' test rows, one fold after the other.</param>
    /// <param name="ranked">The same by rank.</param>
    /// <param name="folds">How many rows each fold has.</param>
    /// <returns>Null with fewer than two folds.</returns>
    public static IsotonicTrial? Of(ScoredRows rows, RankedScores ranked, IReadOnlyList<int> folds)
    {
        if (folds.Count < 2) return null;
        var recalibrated = Recalibrated(rows, ranked, folds);
        return new(
            Evaluator.Measure(recalibrated, rows.Label, rows.Weight),
            [.. ranked.Order.Select(i => Square(rows.Probability[i], rows.Label[i]) - Square(recalibrated[i], rows.Label[i]))]);
    }

    /// <summary>The Brier score that it saves under these weights by rank.</summary>
    public double Saved(double[] weight)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < weight.Length; i++) (sum, total) = (sum + _saved[i] * weight[i], total + weight[i]);
        return sum / total;
    }

    /// <param name="weight">The rows' own, by rank.</param>
    /// <param name="resampled">What it saves in each resample; none where too little is independent.</param>
    public IsotonicRecalibration Report(double[] weight, IReadOnlyCollection<double> resampled) => new(
        _metrics.Brier, Saved(weight), resampled.Count == 0 ? null : ResampledIntervals.Percentiles(resampled), _metrics.CalibrationError);

    private static double[] Recalibrated(ScoredRows rows, RankedScores ranked, IReadOnlyList<int> folds)
    {
        int[] foldOf = [.. folds.SelectMany((count, fold) => Enumerable.Repeat(fold, count))];
        var maps = folds.Select((_, fold) => new IsotonicMap(ranked.StepsOf(row => foldOf[row] != fold))).ToArray();
        return [.. rows.Probability.Select((p, i) => maps[foldOf[i]].At(p))];
    }

    private static double Square(double probability, bool happened) => Math.Pow(probability - (happened ? 1 : 0), 2);
}
