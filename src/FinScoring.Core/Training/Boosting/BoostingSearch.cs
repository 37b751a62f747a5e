using FinScoring.Core.Data;

namespace FinScoring.Core.Training.Boosting;

/// <summary>
/// Chooses among a few settings by log-loss on folds of the training rows, the rounds by early stopping. With many rows the
/// settings are compared on a sample and only the winner grows on all (successive halving, Jamieson and Talwalkar 2016).
/// </summary>
internal static class BoostingSearch
{
    /// <summary>Events and non-events to validate on, before a further fold is not worth its time.</summary>
    private const int EnoughOfEachClass = 500;

    /// <summary>More rows than this are many: settings are compared on a sample, and steps stay long.</summary>
    private const int Many = 50_000, Sample = 25_000;

    private const int ManyEvents = 1000;

    private const double LongStep = 0.1;

    /// <summary>
    /// The settings tried, most regularised first. Where events are few: short trees on half of the features with a heavy penalty;
    /// a middle; and trees that see every feature, for those that only matter together. Where they are many: the middle, and larger
    /// trees. In long steps, which need fewer rounds.
    /// </summary>
    private static IReadOnlyList<BoostingParameters> Grid(int events, BoostingOptions asked)
    {
        var grid = Grid(events).Select(p => p.With(asked)).Distinct();
        // How far to go is chosen by the number of trees. Where that is fixed, by the length of the steps.
        return asked is { Trees: not null, LearningRate: null }
            ? [.. grid.SelectMany(p => new[] { p with { LearningRate = LongStep / 4 }, p with { LearningRate = LongStep / 2 }, p })]
            : [.. grid];
    }

    private static IReadOnlyList<BoostingParameters> Grid(int events)
    {
        var middle = BoostingPlan.Usual.Parameters with { LearningRate = LongStep };
        return events < ManyEvents
            ? [BoostingPlan.Cautious.Parameters, middle, middle with { FeatureFraction = 1 }]
            : [middle, middle with { Leaves = 16 }];
    }

    /// <param name="run">The training rows.</param>
    /// <param name="asked">What is not to be searched.</param>
    public static BoostingPlan Decide(TrainingRun run, BoostingOptions asked)
    {
        var grid = Grid(run.Rows.Labels.Count(true), asked);
        if (grid.Count == 1 && asked.Trees is { } trees) return new(grid[0], trees);
        IReadOnlyList<(int[] Train, int[] Test)> folds = [.. Enough(run)];
        if (folds.Count == 0) return BoostingPlan.Cautious.With(asked);
        if (run.Rows.Rows <= Many)
        {
            var best = Best(Try(run, grid, folds, asked.Trees));
            return asked is { LearningRate: null, Trees: null } ? Finer(best) : best;
        }

        var label = run.Rows.Labels.ToArray();
        (int[], int[])[] sample = [.. folds.Select(f => (Thinned.To(Sample, f.Train, label), Thinned.To(Sample, f.Test, label)))];
        var winner = Best(Try(run, grid, sample, asked.Trees));
        return asked.Trees is null ? Try(run, [winner.Parameters], folds)[0].Plan : winner;
    }

    /// <summary>As far in steps half as long, which generalizes a little better (Friedman 2001). Short trees gain nothing.</summary>
    private static BoostingPlan Finer(BoostingPlan plan) => plan.Parameters.Leaves < BoostingPlan.Usual.Parameters.Leaves
        ? plan
        : new(plan.Parameters with { LearningRate = plan.Parameters.LearningRate / 2 }, plan.Rounds * 2);

    /// <summary>The lowest log-loss; of equals the more regularised.</summary>
    public static BoostingPlan Best(IReadOnlyList<BoostingTrial> trials) => trials.MinBy(t => t.Loss)!.Plan;

    private static BoostingTrial[] Try(
        TrainingRun run, IReadOnlyList<BoostingParameters> grid, IReadOnlyList<(int[] Train, int[] Test)> folds, int? rounds = null)
    {
        (BinnedRows Train, BinnedRows Test)[] binned = [.. folds.Select(f => (run.Binned.Take(f.Train), run.Binned.Take(f.Test)))];
        // Five folds of indices were made to take one of them.
        run.Workers.FreeMemory();
        try
        {
            return run.Workers.Map(grid.Count, i => BoostingTrial.Of(grid[i], binned, run, grid.Count == 1 ? run.Workers.OfOneFit : 1, rounds));
        }
        finally
        {
            foreach (var (train, test) in binned)
            {
                train.Dispose();
                test.Dispose();
            }
        }
    }

    private static IEnumerable<(int[] Train, int[] Test)> Enough(TrainingRun run)
    {
        int events = 0, others = 0;
        foreach (var fold in run.Folds())
        {
            if (events >= EnoughOfEachClass && others >= EnoughOfEachClass) yield break;
            yield return fold;
            var held = Events(run.Rows, fold.Test);
            (events, others) = (events + held, others + fold.Test.Length - held);
        }
    }

    private static int Events(FeatureMatrix matrix, int[] rows) => rows.Count(r => matrix.Labels[r]);
}
