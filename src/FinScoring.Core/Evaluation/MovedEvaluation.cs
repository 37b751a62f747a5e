namespace FinScoring.Core.Evaluation;

/// <summary>
/// A stored evaluation as it would be had every log-odds been moved by a rising line. What only ranks stays; the rest is measured again
/// on rows drawn from the stored distribution, which knows a probability to the width of its cell.
/// </summary>
internal static class MovedEvaluation
{
    private const string Said = "These figures are the training's, out of fold, under another line: AUC, Gini and KS are as they were, the rest was "
        + "computed again from the stored distribution of scores, to about three digits and without intervals. Log-loss and calibration of single "
        + "folds are those before.";

    /// <summary>Rank alone decides these, whatever the event rate.</summary>
    private static readonly string[] OfRank = ["auc", "gini", "ks"];

    /// <summary>Rank and the event rate decide these.</summary>
    private static readonly string[] OfRankAndRate = [.. OfRank, "prAuc", "hMeasure"];

    /// <param name="evaluation">The evaluation.</param>
    /// <param name="slope">Of the line, above 0.</param>
    /// <param name="offset">Of the line.</param>
    /// <param name="rate">The event rate to weigh the rows to; null: as they were.</param>
    /// <returns>Null for one stored before there was a distribution.</returns>
    public static EvaluationReport? Of(EvaluationReport evaluation, double slope, double offset, double? rate)
    {
        if (evaluation.Curves is not { Distribution: { Count: > 0 } cells } curves) return null;
        var line = new LogisticLine(offset, slope);
        var rows = DrawnRows.Of(cells, evaluation.Events, evaluation.Rows - evaluation.Events, line);
        if (rate is { } population) rows = rows.WeighedTo(population);
        var ranked = new RankedScores(rows.Probability, rows.Label, rows.Weight);
        var (before, metrics) = (evaluation.Metrics, ranked.Measure());
        var isotonic = IsotonicFit.Of(ranked.Steps);
        var kept = rate is null ? OfRankAndRate : OfRank;
        var effective = EffectiveRows.Of(new ScoredRows(rows.Probability, rows.Label) { Weight = rows.Weight });
        var drawn = Curves.Of(ranked.Steps, isotonic, new(ranked.Measure(ranked.Weight), [], effective));
        return evaluation with
        {
            PopulationRate = rate ?? evaluation.PopulationRate,
            Metrics = metrics with
            {
                Auc = before.Auc,
                Gini = before.Gini,
                Ks = before.Ks,
                PrAuc = rate is null ? before.PrAuc : metrics.PrAuc,
                HMeasure = rate is null ? before.HMeasure : metrics.HMeasure,
            },
            Spread = evaluation.Spread.Where(s => kept.Contains(s.Key)).ToDictionary(),
            Intervals = evaluation.Intervals.Where(i => kept.Contains(i.Key)).ToDictionary(),
            Decomposition = BrierDecomposition.Of(metrics.Brier, isotonic),
            Isotonic = null,
            Curves = drawn with
            {
                Roc = [.. curves.Roc.Select(point => point with { Threshold = Moved(point.Threshold) })],
                PrecisionRecall = rate is null
                    ? [.. curves.PrecisionRecall.Select(point => point with { Threshold = Moved(point.Threshold) })]
                    : drawn.PrecisionRecall,
            },
            Returns = null,
            Warnings = [.. evaluation.Warnings.Where(warning => warning != Said), Said],
        };

        double? Moved(double? threshold) => threshold is { } t ? DrawnRows.Moved(t, line) : null;
    }
}
