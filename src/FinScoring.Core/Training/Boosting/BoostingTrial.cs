namespace FinScoring.Core.Training.Boosting;

/// <summary>A plan that was tried, and its mean log-loss on each fold.</summary>
internal sealed record BoostingTrial(BoostingPlan Plan, IReadOnlyList<double> FoldLoss)
{
    private const int MostRounds = 500, Patience = 30;

    /// <summary>Shorter steps, which a training may ask for, may go on for more rounds.</summary>
    private const double UsualStep = 0.1;

    public double Loss => FoldLoss.Average();

    /// <summary>
    /// Grows a model on each fold, all by the same number of trees, until their mean log-loss falls no more, or by as many as are given.
    /// </summary>
    public static BoostingTrial Of(
        BoostingParameters parameters, IReadOnlyList<(BinnedRows Train, BinnedRows Test)> folds, TrainingRun run, int threads, int? rounds)
    {
        var text = parameters.Text(run.Seed, run.Signs, threads);
        var boosters = new List<Booster>();
        try
        {
            foreach (var (train, test) in folds) boosters.Add(Booster.Over(train, test, text));
            return rounds is { } given ? Grow(parameters, boosters, given) : Grow(parameters, boosters);
        }
        finally
        {
            boosters.ForEach(b => b.Dispose());
        }
    }

    private static BoostingTrial Grow(BoostingParameters parameters, List<Booster> boosters, int rounds)
    {
        foreach (var booster in boosters)
        {
            for (var round = 0; round < rounds; round++) booster.Grow();
        }

        return new(new(parameters, rounds), [.. boosters.Select(b => b.ValidationLoss())]);
    }

    private static BoostingTrial Grow(BoostingParameters parameters, List<Booster> boosters)
    {
        BoostingTrial? best = null;
        var most = MostRounds * Math.Max(1, UsualStep / parameters.LearningRate);
        for (var round = 1; round <= most && round - (best?.Plan.Rounds ?? 0) <= Patience; round++)
        {
            foreach (var booster in boosters) booster.Grow();
            var trial = new BoostingTrial(new(parameters, round), [.. boosters.Select(b => b.ValidationLoss())]);
            if (best is null || trial.Loss < best.Loss) best = trial;
        }

        return best!;
    }
}
