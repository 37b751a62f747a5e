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
    /// With so many rows of the rarer class a line has nothing left to mend in a sum over columns, nor in trees whose number was chosen
    /// by the log-loss of rows they did not learn from: one asked for is not fitted again to learn that. It is also on how many a line is learned: what more would tell, the model itself knows better.
    /// </summary>
    private const int EventsThatCalibrate = 1000;

    /// <summary>
    /// A line is learned on rows that models of nine tenths of the rows did not see: those of two thirds, which algorithms are compared
    /// by, are more extreme than the model that is published, and their line would flatten it too much.
    /// </summary>
    private const int FoldsToCalibrate = 10;

    /// <summary>In time: blocks of the later half of the dates.</summary>
    private const int BlocksToCalibrate = 5;

    /// <summary>In time: with fewer independent events no line is learned.</summary>
    private const int EventsToCalibrateInTime = 20;

    /// <summary>Where the models that were compared give no more reason than chance does, no line is looked for.</summary>
    private const double WorthATrial = 1;

    /// <summary>On each side of an inner fold: which algorithm is better shows on so many.</summary>
    private const int RowsToCompareOn = 20_000;

    /// <summary>Which columns drift with time, and are left out.</summary>
    public DriftCheck Drift { get; init; } = DriftCheck.None;

    /// <summary>How many models one <see cref="Fit(int[], string)"/> fits or tunes, at most.</summary>
    public int Fits
    {
        get
        {
            int[] rows = [.. Enumerable.Range(0, data.Rows)];
            // Some training rows may have few events, and so more settings to compare, where all rows together have enough.
            var events = IndependentEvents.OfRarerClass(data, rows);
            var most = InTime ? Most(cautious: true, Algorithms.EventsForBoosting) : 0;
            return IndependentEvents.AreFewInTime(data, rows) ? most : Math.Max(most, Math.Max(Most(cautious: false, events), Most(cautious: false, events / 2)));
        }
    }

    private int Most(bool cautious, int events)
    {
        Algorithm[] all = [.. Algorithms.Families(options, events, data.Inputs.Count, cautious).SelectMany(f => f)];
        var folds = options.Calibration == CalibrationOption.None ? 0 : InTime ? BlocksToCalibrate : FoldsToCalibrate;
        var lines = folds * all.DistinctBy(a => a.Name).Count();
        return ((cautious ? FoldsForFewEvents : TrainingPart.UsualFolds) + 1) * all.Length + all.Count(a => a.Tunes) + lines;
    }

    /// <summary>
    /// Inside the rows: tunes, compares by cross-validation what is open, blends and calibrates; then fits the winner on all of them.
    /// </summary>
    /// <param name="rows">The training rows, ascending.</param>
    /// <param name="what">What they are, for messages.</param>
    public FittedModel Fit(int[] rows, string what)
    {
        var cautious = IndependentEvents.AreFewInTime(data, rows);
        using var part = Part(rows, cautious, what);
        IReadOnlyList<IReadOnlyList<Algorithm>> families = [.. Families(rows, cautious).Select(f => f.Select(part.Tune).ToArray())];
        Algorithm[] algorithms = [.. families.SelectMany(f => f)];
        var isSettled = algorithms is [var only] && (InTime || only.IsCalibrated || RowsOfRarerClass(rows) >= EventsThatCalibrate);
        var plan = isSettled ? FoldPlan.None : part.Folds(cautious && HasFewEvents(families) ? FoldsForFewEvents : TrainingPart.UsualFolds);
        var folds = Sampled(plan.Folds);
        var choice = folds.Count == 0 ? Simplest(families, cautious, isTuned: part.Folds(TrainingPart.UsualFolds).Folds.Count > 0)
            : Choose(families, cautious, OutOfFold(folds, algorithms, cautious, what), forward: plan.Protocol == FoldPlan.InTime);

        var further = FoldsOfLine(part, rows, choice, isSettled, cautious);
        var calibration = further.Count == 0
            ? choice.Compared?.Describe(used: false, TrainedShare(folds, rows))
            : Line(choice.Mix, further, rows, cautious, what);
        FittedModel[] members = [.. choice.Mix.Members.Select(m => part.Fit(m.Algorithm))];
        progress.Done(Fits - algorithms.Count(a => a.Tunes) - folds.Count * algorithms.Length - (further.Count + 1) * members.Length);
        return Composition.Of(new(options.Seed), data, rows, choice.Mix, members, calibration, Prior.Correction(data, rows, options.PopulationRate)) with
        {
            Reason = choice.Reason,
            Candidates = choice.Candidates,
        };
    }

    /// <summary>The folds on which a line is to be learned for the model chosen; none if no line is wanted or worth a trial.</summary>
    private IReadOnlyList<Fold> FoldsOfLine(TrainingPart part, int[] rows, Choice choice, bool isSettled, bool cautious)
    {
        var asked = options.Calibration == CalibrationOption.Platt;
        if (options.Calibration == CalibrationOption.None || choice.Mix.Members.All(m => m.Algorithm.IsCalibrated)) return [];
        // With few events in time the models were compared on rows before and after them: what a line does for later rows is open.
        if (!asked && !cautious && choice.Compared is { } compared && !(compared.Tested?.Evidence >= WorthATrial)) return [];
        if (InTime)
        {
            var later = part.LaterFolds(BlocksToCalibrate);
            int[] scored = [.. later.SelectMany(f => f.Test).Order()];
            return asked || IndependentEvents.OfRarerClass(data, scored) >= EventsToCalibrateInTime ? later : [];
        }

        if (!asked && isSettled && !choice.Mix.Members.Any(m => m.Algorithm is { FindsInteractions: true, Tunes: false })) return [];
        // Of many rows a few folds hold enough.
        var folds = part.Folds(FoldsToCalibrate).Folds;
        var enough = (double)EventsThatCalibrate * folds.Count / Math.Max(1, RowsOfRarerClass(rows));
        return [.. folds.Take((int)Math.Ceiling(enough))];
    }

    private Calibration? Line(Mix mix, IReadOnlyList<Fold> folds, int[] rows, bool cautious, string what)
    {
        var trial = OutOfFold(folds, [.. mix.Members.Select(m => m.Algorithm)], cautious, $"{what}, for a line").Calibrate(mix, options.Seed);
        return trial.Describe(used: options.Calibration == CalibrationOption.Platt || trial.IsSure, TrainedShare(folds, rows));
    }

    private static double TrainedShare(IReadOnlyList<Fold> folds, int[] rows) => folds.Average(f => f.Train.Length) / rows.Length;

    private IReadOnlyList<Fold> Sampled(IReadOnlyList<Fold> folds) => [.. folds.Select(f => f with
    {
        Train = Thinned.To(RowsToCompareOn, f.Train, data.Label),
        Test = Thinned.To(RowsToCompareOn, f.Test, data.Label),
    })];

    private TrainingPart Part(int[] rows, bool cautious, string what) => new(data, options, rows, cautious, what, workers, progress) { Drift = Drift };

    private bool InTime => data.Time is not null;

    private IReadOnlyList<IReadOnlyList<Algorithm>> Families(int[] rows, bool cautious)
        => Algorithms.Families(options, IndependentEvents.OfRarerClass(data, rows), data.Inputs.Count, cautious);

    /// <summary>So few for the inputs that an algorithm has more settings than its usual one.</summary>
    private static bool HasFewEvents(IReadOnlyList<IReadOnlyList<Algorithm>> families) => families.Any(f => f.Count > 1);

    private int RowsOfRarerClass(int[] rows)
    {
        var events = rows.Count(r => data.Label[r]);
        return Math.Min(events, rows.Length - events);
    }

    /// <summary>Where there is nothing to compare, or there are too few rows to.</summary>
    private Choice Simplest(IReadOnlyList<IReadOnlyList<Algorithm>> families, bool cautious, bool isTuned)
    {
        var mix = Algorithms.Candidates(options.Algorithm, [.. families.Select(f => f[0])], cautious)[0];
        var reason = families.Count > 1 && options.Algorithm == Algorithms.Auto
            ? $"{mix.Name}, the simplest candidate, was taken: there are too few rows to compare."
            : Unopposed(mix);
        return new(mix) { Reason = reason + Settings(mix, a => isTuned && a.Tunes) };
    }

    private Choice Choose(IReadOnlyList<IReadOnlyList<Algorithm>> families, bool cautious, OutOfFold outOfFold, bool forward)
    {
        var nothing = cautious ? outOfFold.LossesOfEventRate() : null;
        Algorithm[] best = [.. families.Select(f => CandidateRace.Setting([.. f.Select(a => outOfFold.Losses(new(a)))], nothing))];
        CandidateLosses[] losses = [.. Algorithms.Candidates(options.Algorithm, best, cautious, HasFewEvents(families)).Select(outOfFold.Losses)];
        var (winner, reason) = CandidateRace.Decide(losses, preferSimple: cautious, forward);
        Algorithm[] algorithms = [.. families.SelectMany(f => f)];
        // Also what lost inside its family: the best setting of each algorithm.
        var others = algorithms.GroupBy(a => a.Name).Where(g => best.All(b => b.Name != g.Key))
            .Select(g => g.Select(a => outOfFold.Losses(new(a))).MinBy(l => l.Mean)!);
        CandidateLosses[] told = [.. losses, .. others];
        return new(winner)
        {
            Compared = options.Calibration == CalibrationOption.None || winner.Members.All(m => m.Algorithm.IsCalibrated)
                ? null
                : outOfFold.Calibrate(winner, options.Seed),
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
            .Select(a => $" Of the settings of {a.Name}, cross-validation chose: {a.Setting}{(a.Asked is { } asked ? $"; asked for: {asked}" : "")}."))
        + string.Concat(winner.Members.Select(m => m.Algorithm).Where(a => a.Asked is not null && (a.Setting is null || !wereChosen(a)))
            .Select(a => $" Settings of {a.Name} asked for: {a.Asked}."));

    private OutOfFold OutOfFold(IReadOnlyList<Fold> folds, IReadOnlyList<Algorithm> algorithms, bool cautious, string what)
    {
        var logOdds = algorithms.ToDictionary(a => a, _ => new double[folds.Count][]);
        for (var f = 0; f < folds.Count; f++)
        {
            using var part = Part(folds[f].Train, cautious, $"{what}, inner fold {f + 1} of {folds.Count}");
            foreach (var algorithm in algorithms)
                logOdds[algorithm][f] = part.Fit(algorithm).LogOdds(data, folds[f].Test);
        }

        return new(data, folds, logOdds);
    }

    /// <summary>What the comparison inside the rows came to.</summary>
    private sealed record Choice(Mix Mix)
    {
        /// <summary>What a line does for the models that were compared; null where none were, or no line is wanted.</summary>
        public CalibrationTrial? Compared { get; init; }

        public string Reason { get; init; } = "Asked for.";

        public IReadOnlyList<Candidate> Candidates { get; init; } = [];
    }
}
