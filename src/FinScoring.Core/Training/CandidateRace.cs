using System.Globalization;

namespace FinScoring.Core.Training;

/// <summary>A candidate's mean log-loss on each fold, all candidates on the same folds.</summary>
internal sealed record CandidateLosses(Mix Mix, IReadOnlyList<double> FoldLoss, double? Auc)
{
    public double Mean => FoldLoss.Average();

    /// <summary>Standard deviation over the folds; 0 with one fold.</summary>
    public double Spread => CandidateRace.Deviation(FoldLoss);
}

/// <summary>
/// How auto decides: the lowest cross-validated log-loss wins. Where rows follow time, and folds are few that are independent,
/// a simpler candidate within one standard error of it wins (of the paired differences over the folds; the rule of Breiman et
/// al. 1984).
/// </summary>
internal static class CandidateRace
{
    /// <summary>Of fewer paired differences a standard error is not worth telling, unless it decided.</summary>
    private const int FoldsToTell = 5;

    /// <param name="candidates">The candidates, simplest first.</param>
    /// <param name="preferSimple">Whether a simpler one within one standard error wins.</param>
    /// <param name="forward">Whether the folds were windows of time, each forecast from the rows before it.</param>
    /// <returns>The winner, and a sentence that says why.</returns>
    public static (Mix Winner, string Reason) Decide(IReadOnlyList<CandidateLosses> candidates, bool preferSimple, bool forward = false)
    {
        var best = candidates.MinBy(c => c.Mean)!;
        var winner = candidates.First(c => c == best || (preferSimple && Difference(c, best) <= StandardError(c, best)));
        var losses = string.Join(", ", candidates.Select(c => $"{c.Mix.Name} {Number(c.Mean)}"));
        var folds = best.FoldLoss.Count;
        var how = forward ? $"on {folds} windows of time, each forecast from the rows before it," : $"by {folds}-fold cross-validation";
        var compared = $"Log-loss {how} inside the training rows: {losses}. ";
        if (winner != best)
            return (winner.Mix, compared + $"{winner.Mix.Name} was chosen: it is simpler, and the difference to {best.Mix.Name}, "
                + $"{Number(Difference(winner, best))}, is within one standard error of the paired differences{OfFolds(winner, best)}.");
        var second = candidates.Where(c => c != best).MinBy(c => c.Mean);
        return (winner.Mix, compared + $"{winner.Mix.Name} was chosen: the lowest"
            + (second is null ? "." : $", by {Number(Difference(second, best))}{Uncertainty(second, best)}."));
    }

    /// <summary>
    /// Of an algorithm's settings that of the lowest log-loss. In time the first, the usual one, stays where it beats the event rate
    /// alone by more than one standard error and the lowest is within one standard error of it: what few or overlapping events tell
    /// apart by less is chance.
    /// </summary>
    /// <param name="settings">The usual one first.</param>
    /// <param name="nothing">The event rate's log-loss on each fold; null: the lowest wins.</param>
    public static Algorithm Setting(IReadOnlyList<CandidateLosses> settings, IReadOnlyList<double>? nothing)
    {
        var (usual, best) = (settings[0], settings.MinBy(s => s.Mean)!);
        var stays = nothing is not null && nothing.Average() - usual.Mean > StandardError(usual.FoldLoss, nothing)
            && Difference(usual, best) <= StandardError(usual, best);
        return (stays ? usual : best).Mix.Members[0].Algorithm;
    }

    /// <summary>Standard deviation with n - 1; 0 for a single value.</summary>
    public static double Deviation(IReadOnlyList<double> values)
    {
        if (values.Count < 2) return 0;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    private static double Difference(CandidateLosses worse, CandidateLosses better) => worse.Mean - better.Mean;

    private static double StandardError(CandidateLosses one, CandidateLosses other) => StandardError(one.FoldLoss, other.FoldLoss);

    private static double StandardError(IReadOnlyList<double> one, IReadOnlyList<double> other)
        => Deviation([.. one.Zip(other, (a, b) => a - b)]) / Math.Sqrt(one.Count);

    /// <summary>Of one fold nothing is known of what another would have shown, and of a few little.</summary>
    private static string Uncertainty(CandidateLosses one, CandidateLosses other) => one.FoldLoss.Count switch
    {
        1 => " on the one fold that there is",
        < FoldsToTell => "",
        _ => $" (standard error{OfFolds(one, other)})",
    };

    private static string OfFolds(CandidateLosses one, CandidateLosses other)
        => one.FoldLoss.Count < 2 ? "" : $", {Number(StandardError(one, other))} over {one.FoldLoss.Count} folds";

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
