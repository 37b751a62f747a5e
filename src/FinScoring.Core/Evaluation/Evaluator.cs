using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>The fourth stage: metrics of scored rows, their spread over folds and their 95 % intervals.</summary>
public static class Evaluator
{
    /// <summary>Evaluates rows that no part of the model has seen.</summary>
    public static EvaluationReport Holdout(ScoredRows rows, int seed = 1, CancellationToken cancel = default)
        => Report("holdout", rows, [], seed, new() { MaxDegreeOfParallelism = 1, CancellationToken = cancel });

    /// <summary>The metrics alone: for comparing candidates.</summary>
    public static Metrics Measure(double[] probability, bool[] label, float[]? weight = null)
        => new RankedScores(probability, label, weight).Measure();

    /// <summary>Evaluates the out-of-fold rows of a plan, pooled and fold by fold.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="plan">Its folds.</param>
    /// <param name="results">One for each fold.</param>
    /// <param name="seed">For the resamples.</param>
    /// <param name="populationRate">The event rate to weigh the rows to; null: they count as they are.</param>
    /// <param name="parallel">How many measure resamples side by side, and what stops them between two; null: one.</param>
    internal static EvaluationReport Pooled(
        Dataset data, FoldPlan plan, IReadOnlyList<FoldResult> results, int seed, double? populationRate = null,
        ParallelOptions? parallel = null)
    {
        var weight = ScoredRows.Weights(data, results, populationRate);
        FoldReport[] folds = [.. results.Select(r => OfFold(data, r, weight))];
        return Report(
            plan.Protocol, ScoredRows.Pooled(data, results, populationRate), [.. results.Select(r => r.Probability.Length)], seed,
            parallel ?? new() { MaxDegreeOfParallelism = 1 }) with
        {
            Folds = folds,
            EventRateLogLoss = LossOfEventRate(data, results, weight, populationRate),
            Spread = MetricValues.Spread(folds.Select(f => f.Metrics)),
        };
    }

    private static EvaluationReport Report(string protocol, ScoredRows rows, IReadOnlyList<int> folds, int seed, ParallelOptions parallel)
    {
        var ranked = new RankedScores(rows.Probability, rows.Label, rows.Weight);
        var metrics = ranked.Measure();
        var isotonic = IsotonicFit.Of(ranked.Steps);
        var recalibrated = IsotonicTrial.Of(rows, ranked, folds);
        var returns = ReturnTrial.Of(rows, ranked.Order);
        var resamples = Bootstrap.Measure(
            rows, ranked, seed, parallel, w => (Measured: ranked.Measure(w), Saved: recalibrated?.Saved(w), Explained: returns?.Explained(w)));
        var intervals = new ResampledIntervals(ranked.Measure(ranked.Weight), [.. resamples.Select(r => r.Measured)], EffectiveRows.Of(rows));
        return new()
        {
            Protocol = protocol,
            Rows = rows.Label.Length,
            Events = rows.Label.Count(l => l),
            PopulationRate = rows.PopulationRate,
            Metrics = metrics,
            Resampled = resamples.Length == 0 ? null : ResamplingUnits.Of(rows).Words,
            Intervals = intervals.Metrics(),
            Decomposition = BrierDecomposition.Of(metrics.Brier, isotonic),
            Isotonic = recalibrated?.Report(ranked.Weight, [.. resamples.Select(r => r.Saved).OfType<double>()]),
            Curves = Curves.Of(ranked.Steps, isotonic, intervals),
            Returns = returns?.Report(ranked.Weight, [.. resamples.Select(r => r.Explained).OfType<double>()]),
        };
    }

    private static FoldReport OfFold(Dataset data, FoldResult result, float[]? weight)
    {
        var rows = ScoredRows.Of(data, [result], weight);
        return new(
            rows.Label.Length, rows.Label.Count(l => l), result.Fold.Train.Length, Date(rows.Time?.Min()), Date(rows.Time?.Max()),
            result.Algorithm, Measure(rows.Probability, rows.Label, rows.Weight));
    }

    private static DateTime? Date(long? ticks) => ticks is { } t ? new DateTime(t, DateTimeKind.Utc) : null;

    private static double LossOfEventRate(Dataset data, IReadOnlyList<FoldResult> results, float[]? weight, double? populationRate)
    {
        double loss = 0, total = 0;
        foreach (var (train, test) in results.Select(r => r.Fold))
        {
            var rate = populationRate ?? data.EventRate(train);
            foreach (var row in test)
            {
                var w = weight?[row] ?? 1;
                loss -= w * Math.Log(data.Label[row] ? rate : 1 - rate);
                total += w;
            }
        }

        return loss / total;
    }
}
