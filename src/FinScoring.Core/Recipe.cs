using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;
using Microsoft.ML;

namespace FinScoring.Core;

/// <summary>
/// Stages 1 to 3 on any training rows of a dataset. Depends on nothing but those rows, the options and the seed: a fold, an
/// inner fold and the final fit differ in their rows only.
/// </summary>
internal sealed class Recipe(Dataset data, TrainingOptions options, Workers workers, ProgressMeter progress)
{
    private const int InnerFolds = 3;

    /// <summary>In time, where events are few: of three folds one spell of events would decide.</summary>
    private const int FoldsForFewEvents = 10;

    /// <summary>
    /// With so many rows of the rarer class a line has nothing left to mend: an algorithm asked for is not fitted three times
    /// more to learn that. Where candidates are compared, the line costs nothing and is tried.
    /// </summary>
    private const int EventsThatCalibrate = 1000;

    /// <summary>What so many rows do not tell of a column, more would not either.</summary>
    private const int RowsToSelectOn = 50_000;

    private readonly string[] _names = [.. data.Inputs.Select(i => i.Name)];
    private readonly IReadOnlyDictionary<int, int> _signs = MonotoneColumn.Signs(options, [.. data.Inputs.Select(i => i.Name)]);

    /// <summary>How many models one <see cref="Fit(int[], string)"/> fits or tunes, at most.</summary>
    public int Fits
    {
        get
        {
            // Some training rows may have few events, and so more settings to compare, where all rows together have enough.
            var events = IndependentEvents.OfRarerClass(data, [.. Enumerable.Range(0, data.Rows)]);
            int[] possible = InTime ? [Algorithms.EventsForBoosting] : [events, events / 2];
            var all = possible.Select(e => Algorithms.Families(options, e, data.Inputs.Count, InTime).SelectMany(f => f).ToArray()).MaxBy(a => a.Length)!;
            return ((InTime ? FoldsForFewEvents : InnerFolds) + 1) * all.Length + all.Count(a => a.Tunes);
        }
    }

    /// <summary>
    /// Inside the rows: tunes, compares by cross-validation what is open, blends and calibrates; then fits the winner on all of them.
    /// </summary>
    /// <param name="rows">The training rows, ascending.</param>
    /// <param name="what">What they are, for messages.</param>
    public FittedModel Fit(int[] rows, string what)
    {
        var part = new Part(rows, what, new(options.Seed));
        IReadOnlyList<IReadOnlyList<Algorithm>> families = [.. Families(rows).Select(f => f.Select(a => Tune(a, part)).ToArray())];
        Algorithm[] algorithms = [.. families.SelectMany(f => f)];
        var isSettled = algorithms is [var only] && (InTime || only.IsCalibrated || RowsOfRarerClass(rows) >= EventsThatCalibrate);
        var folds = isSettled ? [] : Inner(rows, InTime && HasFewEvents(families) ? FoldsForFewEvents : InnerFolds);
        var choice = folds.Count == 0 ? Simplest(families) : Choose(families, OutOfFold(folds, algorithms, what));

        FittedModel[] members = [.. choice.Mix.Members.Select(m => Fit(m.Algorithm, part))];
        progress.Done(Fits - algorithms.Count(a => a.Tunes) - folds.Count * algorithms.Length - members.Length);
        return Composition.Of(part.Ml, data, rows, choice.Mix, members, choice.Calibration, Prior.Correction(data, rows, options.PopulationRate)) with
        {
            Reason = choice.Reason,
            Candidates = choice.Candidates,
        };
    }

    private string ScalingOf(Algorithm algorithm) => algorithm.Normalization(Scaling.Asked(options.Normalization, InTime));

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

    private Algorithm Tune(Algorithm algorithm, Part part)
    {
        if (!algorithm.Tunes) return algorithm;
        var ready = Ready(algorithm, part);
        progress.Begin(Stage.Train, $"Tuning {algorithm.Name} on {part.What}");
        var tuned = algorithm.Tuned(Run(ready, part));
        progress.Done();
        return tuned;
    }

    /// <summary>Where there is nothing to compare, or there are too few rows to.</summary>
    private Choice Simplest(IReadOnlyList<IReadOnlyList<Algorithm>> families)
    {
        var mix = Algorithms.Candidates(options.Algorithm, [.. families.Select(f => f[0])], InTime)[0];
        var reason = families.Count > 1 && options.Algorithm == Algorithms.Auto
            ? $"{mix.Name}, the simplest candidate, was taken: there are too few rows to compare."
            : Unopposed(mix);
        return new(mix) { Reason = reason + Settings(families, mix) };
    }

    private Choice Choose(IReadOnlyList<IReadOnlyList<Algorithm>> families, OutOfFold outOfFold)
    {
        var nothing = outOfFold.LossesOfEventRate();
        Algorithm[] best = [.. families.Select(f => CandidateRace.Setting([.. f.Select(a => outOfFold.Losses(new(a)))], InTime ? nothing : null))];
        CandidateLosses[] losses = [.. Algorithms.Candidates(options.Algorithm, best, InTime, HasFewEvents(families)).Select(outOfFold.Losses)];
        var (winner, reason) = CandidateRace.Decide(losses, preferSimple: InTime);
        return new(winner)
        {
            Calibration = InTime || winner.Members.All(m => m.Algorithm.IsCalibrated) ? null : outOfFold.Calibrate(winner),
            Reason = (losses.Length == 1 ? Unopposed(winner) : reason) + Settings(families, winner)
                + (InTime ? CandidateRace.AgainstNothing(losses.First(l => l.Mix == winner), nothing) : ""),
            Candidates = losses.Length == 1 ? [] : [.. losses.OrderBy(l => l.Mean).Select(l => new Candidate(l.Mix.Name, l.Mean, l.Spread, l.Auc))],
        };
    }

    private string Unopposed(Mix mix) => options.Algorithm != Algorithms.Auto ? "Asked for."
        : mix.Members.Count > 1 ? $"Events are too few, or overlap too much, to tell {string.Join(" from ", mix.Members.Select(m => m.Algorithm.Name))}: their log-odds are averaged."
        : options.Monotone.Count > 0 ? "The only one of auto's candidates that can be monotone."
        : $"With fewer than {Algorithms.EventsForBoosting} independent events nothing more flexible was tried.";

    /// <summary>Which settings were chosen, of the algorithms that have several.</summary>
    private static string Settings(IReadOnlyList<IReadOnlyList<Algorithm>> families, Mix winner)
        => string.Concat(winner.Members.Select(m => m.Algorithm)
            .Where(a => a.Setting is not null && (a.Tunes || families.Any(f => f.Contains(a) && f.Count(other => other.Name == a.Name) > 1)))
            .Select(a => $" Of the settings of {a.Name}, cross-validation chose: {a.Setting}."));

    private OutOfFold OutOfFold(IReadOnlyList<Fold> folds, IReadOnlyList<Algorithm> algorithms, string what)
    {
        var logOdds = algorithms.ToDictionary(a => a, _ => new double[folds.Count][]);
        for (var f = 0; f < folds.Count; f++)
        {
            var part = new Part(folds[f].Train, $"{what}, inner fold {f + 1} of {folds.Count}", new(options.Seed));
            foreach (var algorithm in algorithms)
                logOdds[algorithm][f] = Fit(algorithm, part).LogOdds(data, folds[f].Test);
        }

        return new(data, folds, logOdds);
    }

    private FittedModel Fit(Algorithm algorithm, Part part)
    {
        var prepared = Ready(algorithm, part);
        progress.Begin(Stage.Train, $"Training {algorithm.Name} on {part.What}");
        var trained = algorithm.Fit(part.Ml, Run(prepared, part));
        while (trained.Rejected.Count > 0)
        {
            var selected = prepared.Selected.Without(trained.Rejected.ToDictionary(r => prepared.Matrix.Columns[r.Column].Input, r => r.Reason));
            prepared = Normalize(part, selected.Inputs, ScalingOf(algorithm)) with { Selected = selected };
            trained = algorithm.Fit(part.Ml, Run(prepared, part));
        }

        progress.Done();
        return new()
        {
            Mix = new(algorithm),
            Chain = new([.. prepared.Normalization.Steps, .. trained.Steps]),
            Inputs = prepared.Selected.Inputs,
            Map = new(trained.Slope, trained.Offset),
            Selection = prepared.Selected.Report,
            Bins = prepared.Normalization.Bins,
            Scales = prepared.Normalization.Scales,
            Terms = trained.Terms,
            Reference = trained.Reference,
        };
    }

    private TrainingRun Run(Prepared prepared, Part part) => new(prepared.Matrix, () => Positions(part.Rows, InnerFolds), options.Seed, workers)
    {
        Signs = _signs.Count == 0 ? [] : MonotoneColumn.OfSlots(_signs, prepared.Matrix),
    };

    /// <summary>What an algorithm learns from. Algorithms with the same needs share it.</summary>
    private Prepared Ready(Algorithm algorithm, Part part)
    {
        var needs = (ScalingOf(algorithm), algorithm.FindsInteractions);
        if (!part.Prepared.TryGetValue(needs, out var ready)) part.Prepared[needs] = ready = Prepare(part, needs);
        return ready;
    }

    private Prepared Prepare(Part part, (string Scaling, bool Interactions) needs)
    {
        progress.Begin(Stage.Normalize, $"Normalizing {part.What}");
        var shown = part with { Rows = Thinned.To(RowsToSelectOn, part.Rows, data.Label) };
        var all = Normalize(shown, [.. Enumerable.Range(0, data.Inputs.Count)], Scaling.ForSelection(needs.Scaling));

        progress.Begin(Stage.Select, $"Selecting features on {part.What}");
        var selected = FeatureSelector.Select(_names, all.Matrix, options.Selection, options.MaxFeatures, needs.Interactions)
            .Without(all.Normalization.Reasons);
        var isReady = selected.Inputs.Count == data.Inputs.Count && needs.Scaling == Scaling.ForSelection(needs.Scaling) && shown.Rows == part.Rows;
        return (isReady ? all : Normalize(part, selected.Inputs, needs.Scaling)) with { Selected = selected };
    }

    /// <summary>The fitted steps, and what they make of the rows they were fitted on.</summary>
    private Prepared Normalize(Part part, IReadOnlyList<int> inputs, string scaling)
    {
        var fitted = Normalizer.Fit(part.Ml, data, part.Rows, inputs, scaling, _signs, folds => Positions(part.Rows, folds));
        if (fitted.Columns.Count == 0)
            throw new BadDataException("features", "No column has a value that occurs often enough in the training rows to learn from.");
        return new(fitted, FeatureMatrix.Read(fitted.Training, data, part.Rows, fitted.Columns));
    }

    /// <summary>The inner folds; none where the rows are too few for any.</summary>
    private IReadOnlyList<Fold> Inner(int[] rows, int folds = InnerFolds)
    {
        try
        {
            return FoldPlan.Inner(data, rows, folds, options.Seed).Folds;
        }
        catch (BadDataException)
        {
            return [];
        }
    }

    /// <summary>The inner folds as positions in the rows: all that stages know of them.</summary>
    private IReadOnlyList<(int[] Train, int[] Test)> Positions(int[] rows, int folds)
    {
        return [.. Inner(rows, folds).Select(f => (Of(f.Train), Of(f.Test)))];

        int[] Of(int[] some) => Array.ConvertAll(some, r => Array.BinarySearch(rows, r));
    }

    /// <summary>Rows to fit on, and what was made of them, by what an algorithm needs.</summary>
    private sealed record Part(int[] Rows, string What, MLContext Ml)
    {
        public Dictionary<(string Scaling, bool Interactions), Prepared> Prepared { get; } = [];
    }

    private sealed record Prepared(FittedNormalization Normalization, FeatureMatrix Matrix)
    {
        public SelectedFeatures Selected { get; init; } = new([], []);
    }

    /// <summary>What the comparison inside the rows came to.</summary>
    private sealed record Choice(Mix Mix)
    {
        public Calibration? Calibration { get; init; }

        public string Reason { get; init; } = "Asked for.";

        public IReadOnlyList<Candidate> Candidates { get; init; } = [];
    }
}
