using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core;

/// <summary>
/// Stages 1 to 3 on any training rows of a dataset. Depends on nothing but those rows, the options and the seed: a fold, an
/// inner fold and the final fit differ in their rows only.
/// </summary>
internal sealed class Recipe(Dataset data, TrainingOptions options, int threads, ProgressMeter progress)
{
    private const int InnerFolds = 3;

    /// <summary>
    /// With so many rows of the rarer class a line has nothing left to mend: an algorithm asked for is not fitted three times
    /// more to learn that. Where candidates are compared, the line costs nothing and is tried.
    /// </summary>
    private const int EventsThatCalibrate = 1000;

    private readonly string[] _names = [.. data.Inputs.Select(i => i.Name)];

    /// <summary>How many models one <see cref="Fit(int[], string)"/> fits, at most.</summary>
    public int Fits => (InnerFolds + 1) * Families([.. Enumerable.Range(0, data.Rows)]).Sum(f => f.Count);

    /// <summary>
    /// Inside the rows: compares by cross-validation what is open, blends and calibrates; then fits the winner on all of them.
    /// </summary>
    /// <param name="rows">The training rows, ascending.</param>
    /// <param name="what">What they are, for messages.</param>
    public FittedModel Fit(int[] rows, string what)
    {
        var ml = new MLContext(options.Seed);
        var families = Families(rows);
        var isSettled = families is [[var only]] && (InTime || only.IsCalibrated || RowsOfRarerClass(rows) >= EventsThatCalibrate);
        var folds = isSettled ? [] : Inner(rows);
        var choice = folds.Count == 0
            ? new Choice(Algorithms.Candidates(options.Algorithm, [.. families.Select(f => f[0])], InTime)[0])
            : Choose(families, OutOfFold(folds, [.. families.SelectMany(f => f)], what));

        var members = Fit([.. choice.Mix.Members.Select(m => m.Algorithm)], rows, what);
        progress.Done(Fits - folds.Count * families.Sum(f => f.Count) - members.Count);
        return Composition.Of(ml, data, rows, choice.Mix, members, choice.Calibration, Prior.Correction(data, rows, options.PopulationRate)) with
        {
            Reason = folds.Count == 0 && options.Algorithm == Algorithms.Auto
                ? $"{choice.Mix.Name}, the simplest candidate, was taken: there are too few rows to compare."
                : choice.Reason,
            Candidates = choice.Candidates,
        };
    }

    private bool InTime => data.Time is not null;

    private IReadOnlyList<IReadOnlyList<Algorithm>> Families(int[] rows)
        => Algorithms.Families(options.Algorithm, InTime ? null : (double)RowsOfRarerClass(rows) / data.Inputs.Count);

    private int RowsOfRarerClass(int[] rows)
    {
        var events = rows.Count(r => data.Label[r]);
        return Math.Min(events, rows.Length - events);
    }

    private Choice Choose(IReadOnlyList<IReadOnlyList<Algorithm>> families, OutOfFold outOfFold)
    {
        Algorithm[] best = [.. families.Select(f => f.MinBy(a => outOfFold.Losses(new(a)).Mean)!)];
        CandidateLosses[] losses = [.. Algorithms.Candidates(options.Algorithm, best, InTime).Select(outOfFold.Losses)];
        var (winner, reason) = CandidateRace.Decide(losses, preferSimple: InTime);
        return new(winner)
        {
            Calibration = InTime || winner.Members.All(m => m.Algorithm.IsCalibrated) ? null : outOfFold.Calibrate(winner),
            Reason = (losses.Length == 1 ? "Asked for." : reason) + Settings(families, winner),
            Candidates = losses.Length == 1 ? [] : [.. losses.OrderBy(l => l.Mean).Select(l => new Candidate(l.Mix.Name, l.Mean, l.Spread, l.Auc))],
        };
    }

    /// <summary>Which settings won inside the families that had several.</summary>
    private static string Settings(IReadOnlyList<IReadOnlyList<Algorithm>> families, Mix winner)
        => string.Concat(winner.Members.Select(m => m.Algorithm)
            .Where(a => a.Setting is not null && families.Any(f => f.Contains(a) && f.Count(other => other.Name == a.Name) > 1))
            .Select(a => $" Of the settings of {a.Name}, {a.Setting} had the lowest log-loss."));

    private OutOfFold OutOfFold(IReadOnlyList<Fold> folds, IReadOnlyList<Algorithm> algorithms, string what)
    {
        var logOdds = algorithms.ToDictionary(a => a, _ => new double[folds.Count][]);
        for (var f = 0; f < folds.Count; f++)
        {
            foreach (var (algorithm, model) in algorithms.Zip(Fit(algorithms, folds[f].Train, $"{what}, inner fold {f + 1} of {folds.Count}")))
                logOdds[algorithm][f] = model.LogOdds(data, folds[f].Test);
        }

        return new(data, folds, logOdds);
    }

    /// <summary>Fits algorithms on the same rows. Those that need the same normalization share it.</summary>
    private IReadOnlyList<FittedModel> Fit(IReadOnlyList<Algorithm> algorithms, int[] rows, string what)
    {
        var ml = new MLContext(options.Seed);
        var prepared = new Dictionary<string, Prepared>();
        return [.. algorithms.Select(a =>
        {
            var scaling = a.Normalization(options.Normalization);
            if (!prepared.TryGetValue(scaling, out var ready)) prepared[scaling] = ready = Prepare(ml, rows, scaling, what);
            return Fit(ml, a, ready, rows, what);
        })];
    }

    private FittedModel Fit(MLContext ml, Algorithm algorithm, Prepared prepared, int[] rows, string what)
    {
        progress.Begin(Stage.Train, $"Training {algorithm.Name} on {what}");
        var trained = Train();
        while (trained.Rejected.Count > 0)
        {
            var selected = prepared.Selected.Without(trained.Rejected.ToDictionary(r => prepared.Matrix.Columns[r.Column].Input, r => r.Reason));
            prepared = Normalize(ml, rows, selected.Inputs, algorithm.Normalization(options.Normalization)) with { Selected = selected };
            trained = Train();
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
            Terms = trained.Terms,
        };

        Trained Train() => algorithm.Fit(ml, new(prepared.Matrix, () => Positions(rows), options.Seed, threads));
    }

    private Prepared Prepare(MLContext ml, int[] rows, string scaling, string what)
    {
        progress.Begin(Stage.Normalize, $"Normalizing {what}");
        var all = Normalize(ml, rows, [.. Enumerable.Range(0, data.Inputs.Count)], scaling);

        progress.Begin(Stage.Select, $"Selecting features on {what}");
        var selected = FeatureSelector.Select(_names, all.Matrix, options.Selection, options.MaxFeatures).Without(all.Normalization.Reasons);
        return (selected.Inputs.Count < data.Inputs.Count ? Normalize(ml, rows, selected.Inputs, scaling) : all) with { Selected = selected };
    }

    /// <summary>The fitted steps, and what they make of the rows they were fitted on.</summary>
    private Prepared Normalize(MLContext ml, int[] rows, IReadOnlyList<int> inputs, string scaling)
    {
        var fitted = Normalizer.Fit(ml, data, rows, inputs, scaling);
        if (fitted.Columns.Count == 0)
            throw new BadDataException("features", "No column has a value that occurs often enough in the training rows to learn from.");
        var normalized = new TransformerChain<ITransformer>([.. fitted.Steps]).Transform(new DatasetView(data, rows, inputs));
        return new(fitted, FeatureMatrix.Read(normalized, data, rows, fitted.Columns));
    }

    /// <summary>The inner folds; none where the rows are too few for any.</summary>
    private IReadOnlyList<Fold> Inner(int[] rows)
    {
        try
        {
            return FoldPlan.Inner(data, rows, InnerFolds, options.Seed).Folds;
        }
        catch (BadDataException)
        {
            return [];
        }
    }

    /// <summary>The inner folds as positions in the rows: all that an algorithm knows of them.</summary>
    private IReadOnlyList<(int[] Train, int[] Test)> Positions(int[] rows)
    {
        return [.. Inner(rows).Select(f => (Of(f.Train), Of(f.Test)))];

        int[] Of(int[] some) => Array.ConvertAll(some, r => Array.BinarySearch(rows, r));
    }

    /// <summary>What an algorithm learns from.</summary>
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
