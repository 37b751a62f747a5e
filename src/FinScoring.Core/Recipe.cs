using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Training;

namespace FinScoring.Core;

/// <summary>
/// Stages 1 to 3 on any training rows of a dataset. Depends on nothing but those rows, the options and the seed: a fold, an
/// inner fold and the final fit differ in their rows only.
/// </summary>
internal sealed class Recipe(Dataset data, TrainingOptions options, Workers workers, ProgressMeter progress)
{
    /// <summary>In time, where events are few: of three folds one spell of events would decide.</summary>
    private const int FoldsForFewEvents = 10;

    /// <summary>
    /// With so many rows of the rarer class a line has nothing left to mend: an algorithm asked for is not fitted three times
    /// more to learn that. Where candidates are compared, the line costs nothing and is tried.
    /// </summary>
    private const int EventsThatCalibrate = 1000;

    /// <summary>On each side of an inner fold: which algorithm is better shows on so many.</summary>
    private const int RowsToCompareOn = 20_000;

    /// <summary>How many models one <see cref="Fit(int[], string)"/> fits or tunes, at most.</summary>
    public int Fits
    {
        get
        {
            // Some training rows may have few events, and so more settings to compare, where all rows together have enough.
            var events = IndependentEvents.OfRarerClass(data, [.. Enumerable.Range(0, data.Rows)]);
            int[] possible = InTime ? [Algorithms.EventsForBoosting] : [events, events / 2];
            var all = possible.Select(e => Algorithms.Families(options, e, data.Inputs.Count, InTime).SelectMany(f => f).ToArray()).MaxBy(a => a.Length)!;
            return ((InTime ? FoldsForFewEvents : TrainingPart.UsualFolds) + 1) * all.Length + all.Count(a => a.Tunes);
        }
    }

    /// <summary>
    /// Inside the rows: tunes, compares by cross-validation what is open, blends and calibrates; then fits the winner on all of them.
    /// </summary>
    /// <param name="rows">The training rows, ascending.</param>
    /// <param name="what">What they are, for messages.</param>
    public FittedModel Fit(int[] rows, string what)
    {
        using var part = Part(rows, what);
        IReadOnlyList<IReadOnlyList<Algorithm>> families = [.. Families(rows).Select(f => f.Select(part.Tune).ToArray())];
        Algorithm[] algorithms = [.. families.SelectMany(f => f)];
        var isSettled = algorithms is [var only] && (InTime || only.IsCalibrated || RowsOfRarerClass(rows) >= EventsThatCalibrate);
        var folds = isSettled ? [] : Sampled(part.Folds(InTime && HasFewEvents(families) ? FoldsForFewEvents : TrainingPart.UsualFolds));
        var choice = folds.Count == 0 ? Simplest(families, isTuned: part.Folds(TrainingPart.UsualFolds).Count > 0) : Choose(families, OutOfFold(folds, algorithms, what));

        FittedModel[] members = [.. choice.Mix.Members.Select(m => part.Fit(m.Algorithm))];
        progress.Done(Fits - algorithms.Count(a => a.Tunes) - folds.Count * algorithms.Length - members.Length);
        return Composition.Of(new(options.Seed), data, rows, choice.Mix, members, choice.Calibration, Prior.Correction(data, rows, options.PopulationRate)) with
        {
            Reason = choice.Reason,
            Candidates = choice.Candidates,
        };
    }

    private IReadOnlyList<Fold> Sampled(IReadOnlyList<Fold> folds) => [.. folds.Select(f => f with
    {
        Train = Thinned.To(RowsToCompareOn, f.Train, data.Label),
        Test = Thinned.To(RowsToCompareOn, f.Test, data.Label),
    })];

    private TrainingPart Part(int[] rows, string what) => new(data, options, rows, what, workers, progress);

    private bool InTime => data.Time is not null;

    private IReadOnlyList<IReadOnlyList<Algorithm>> Families(int[] rows)
        => Algorithms.Families(options, IndependentEvents.OfRarerClass(data, rows), data.Inputs.Count, InTime);

    /// <summary>So few for the inputs that an algorithm has more settings than its usual one.</summary>
    private static bool HasFewEvents(IReadOnlyList<IReadOnlyList<Algorithm>> families) => families.Any(f => f.Count > 1);

    private int RowsOfRarerClass(int[] rows)
    {
        var events = rows.Count(r => data.Label[r]);
        return Math.Min(events, rows.Length - events);
    }

    /// <summary>Where there is nothing to compare, or there are too few rows to.</summary>
    private Choice Simplest(IReadOnlyList<IReadOnlyList<Algorithm>> families, bool isTuned)
    {
        var mix = Algorithms.Candidates(options.Algorithm, [.. families.Select(f => f[0])], InTime)[0];
        var reason = families.Count > 1 && options.Algorithm == Algorithms.Auto
            ? $"{mix.Name}, the simplest candidate, was taken: there are too few rows to compare."
            : Unopposed(mix);
        return new(mix) { Reason = reason + Settings(mix, a => isTuned && a.Tunes) };
    }

    private Choice Choose(IReadOnlyList<IReadOnlyList<Algorithm>> families, OutOfFold outOfFold)
    {
        var nothing = InTime ? outOfFold.LossesOfEventRate() : null;
        Algorithm[] best = [.. families.Select(f => CandidateRace.Setting([.. f.Select(a => outOfFold.Losses(new(a)))], nothing))];
        CandidateLosses[] losses = [.. Algorithms.Candidates(options.Algorithm, best, InTime, HasFewEvents(families)).Select(outOfFold.Losses)];
        var (winner, reason) = CandidateRace.Decide(losses, preferSimple: InTime);
        Algorithm[] algorithms = [.. families.SelectMany(f => f)];
        // Also what lost inside its family: the best setting of each algorithm.
        var others = algorithms.GroupBy(a => a.Name).Where(g => best.All(b => b.Name != g.Key))
            .Select(g => g.Select(a => outOfFold.Losses(new(a))).MinBy(l => l.Mean)!);
        CandidateLosses[] told = [.. losses, .. others];
        return new(winner)
        {
            Calibration = InTime || winner.Members.All(m => m.Algorithm.IsCalibrated) ? null : outOfFold.Calibrate(winner),
            Reason = (losses.Length == 1 ? Unopposed(winner) : reason) + Settings(winner, a => a.Tunes || algorithms.Count(other => other.Name == a.Name) > 1),
            Candidates = told.Length == 1 ? [] : [.. told.OrderBy(l => l.Mean).Select(l => new Candidate(l.Mix.Name, l.Mean, l.Spread, l.Auc))],
        };
    }

    private string Unopposed(Mix mix) => options.Algorithm != Algorithms.Auto ? "Asked for."
        : mix.Members.Count > 1 ? $"Events are too few, or overlap too much, to tell {string.Join(" from ", mix.Members.Select(m => m.Algorithm.Name))}: their log-odds are averaged."
        : options.Monotone.Count > 0 ? "The only one of auto's candidates that can be monotone."
        : $"With fewer than {Algorithms.EventsForBoosting} independent events nothing more flexible was tried.";

    /// <summary>Which settings were chosen, of the algorithms whose settings were.</summary>
    private static string Settings(Mix winner, Func<Algorithm, bool> wereChosen)
        => string.Concat(winner.Members.Select(m => m.Algorithm).Where(a => a.Setting is not null && wereChosen(a))
            .Select(a => $" Of the settings of {a.Name}, cross-validation chose: {a.Setting}."));

    private OutOfFold OutOfFold(IReadOnlyList<Fold> folds, IReadOnlyList<Algorithm> algorithms, string what)
    {
        var logOdds = algorithms.ToDictionary(a => a, _ => new double[folds.Count][]);
        for (var f = 0; f < folds.Count; f++)
        {
            using var part = Part(folds[f].Train, $"{what}, inner fold {f + 1} of {folds.Count}");
            foreach (var algorithm in algorithms)
                logOdds[algorithm][f] = part.Fit(algorithm).LogOdds(data, folds[f].Test);
        }

        return new(data, folds, logOdds);
    }

    /// <summary>What the comparison inside the rows came to.</summary>
    private sealed record Choice(Mix Mix)
    {
        public Calibration? Calibration { get; init; }

        public string Reason { get; init; } = "Asked for.";

        public IReadOnlyList<Candidate> Candidates { get; init; } = [];
    }
}
