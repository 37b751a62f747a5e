namespace FinScoring.Core.Evaluation;

/// <summary>
/// Would a monotone recalibration help? Isotonic regression of the outcome on the probabilities of the other folds, tried on each
/// fold. Only reported: the model's probabilities stay as they are. There is no log-loss: a certain probability that is wrong
/// once would decide it.
/// </summary>
/// <param name="Brier">Of the recalibrated probabilities.</param>
/// <param name="BrierSaved">The model's own Brier score less that one: above 0 it helps.</param>
/// <param name="Interval">95 % interval of brierSaved, the recalibration as it is; null where too little is independent.</param>
/// <param name="CalibrationError">Of the recalibrated probabilities.</param>
public sealed record IsotonicRecalibration(double Brier, double BrierSaved, Interval? Interval, double CalibrationError)
{
    /// <param name="rows">The folds' test rows, one fold after the other.</param>
    /// <param name="ranked">The same by rank.</param>
    /// <param name="folds">How many rows each fold has.</param>
    /// <param name="seed">For the resamples.</param>
    /// <param name="threads">How many measure resamples side by side.</param>
    /// <param name="cancel">Stops between two resamples.</param>
    /// <returns>Null with fewer than two folds.</returns>
    internal static IsotonicRecalibration? Of(
        ScoredRows rows, RankedScores ranked, IReadOnlyList<int> folds, int seed, int threads, CancellationToken cancel)
    {
        if (folds.Count < 2) return null;
        var recalibrated = Recalibrated(rows, ranked, folds);
        double[] saved = [.. ranked.Order.Select(i => Square(rows.Probability[i], rows.Label[i]) - Square(recalibrated[i], rows.Label[i]))];
        double[] resampled = Bootstrap.Measure(rows, ranked, seed, threads, weight => Mean(saved, weight), cancel);
        var metrics = Evaluator.Measure(recalibrated, rows.Label, rows.Weight);
        return new(
            metrics.Brier, Mean(saved, ranked.Weight), resampled.Length == 0 ? null : ResampledIntervals.Percentiles(resampled),
            metrics.CalibrationError);
    }

    private static double[] Recalibrated(ScoredRows rows, RankedScores ranked, IReadOnlyList<int> folds)
    {
        int[] foldOf = [.. folds.SelectMany((count, fold) => Enumerable.Repeat(fold, count))];
        var maps = folds.Select((_, fold) => new IsotonicMap(ranked.StepsOf(row => foldOf[row] != fold))).ToArray();
        return [.. rows.Probability.Select((p, i) => maps[foldOf[i]].At(p))];
    }

    private static double Square(double probability, bool happened) => Math.Pow(probability - (happened ? 1 : 0), 2);

    private static double Mean(double[] values, double[] weight)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < values.Length; i++) (sum, total) = (sum + values[i] * weight[i], total + weight[i]);
        return sum / total;
    }
}
