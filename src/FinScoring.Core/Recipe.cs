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

    private readonly string[] _names = [.. data.Inputs.Select(i => i.Name)];
    private readonly IReadOnlyList<Algorithm> _candidates = Algorithms.Candidates(options.Algorithm);

    /// <summary>How many models one <see cref="Fit(int[], string)"/> fits.</summary>
    public int Fits => _candidates.Count == 1 ? 1 : InnerFolds * _candidates.Count + 1;

    /// <summary>Chooses the algorithm, if it is open, inside the rows, and fits it on them.</summary>
    /// <param name="rows">The training rows, ascending.</param>
    /// <param name="what">What they are, for messages.</param>
    public FittedModel Fit(int[] rows, string what)
    {
        if (_candidates.Count == 1) return Fit(_candidates[0], rows, what);
        var losses = Compare(rows, what);
        var (winner, reason) = CandidateRace.Decide(_candidates, losses);
        return Fit(winner, rows, what) with
        {
            Reason = reason,
            Candidates = [.. losses.OrderBy(l => l.Mean).Select(l => new Candidate(l.Algorithm.Name, l.Mean, l.Spread, l.Auc))],
        };
    }

    private FittedModel Fit(Algorithm algorithm, int[] rows, string what)
    {
        var ml = new MLContext(options.Seed);
        var scaling = algorithm.Normalization(options.Normalization);

        progress.Begin(Stage.Normalize, $"Normalizing {what}");
        var (normalization, matrix) = Normalize(ml, rows, [.. Enumerable.Range(0, data.Inputs.Count)], scaling);

        progress.Begin(Stage.Select, $"Selecting features on {what}");
        var selected = FeatureSelector.Select(_names, matrix, options.Selection, options.MaxFeatures).Without(normalization.Reasons);
        if (selected.Inputs.Count < data.Inputs.Count)
            (normalization, matrix) = Normalize(ml, rows, selected.Inputs, scaling);

        progress.Begin(Stage.Train, $"Training {algorithm.Name} on {what}");
        var trained = Train();
        while (trained.Rejected.Count > 0)
        {
            selected = selected.Without(trained.Rejected.ToDictionary(r => matrix.Columns[r.Column].Input, r => r.Reason));
            (normalization, matrix) = Normalize(ml, rows, selected.Inputs, scaling);
            trained = Train();
        }

        progress.Done();
        return new()
        {
            Algorithm = algorithm,
            Chain = new([.. normalization.Steps, .. trained.Steps]),
            Inputs = selected.Inputs,
            Map = new(trained.Slope, trained.Offset),
            Selection = selected.Report,
            Bins = normalization.Bins,
            Terms = trained.Terms,
        };

        Trained Train() => algorithm.Fit(ml, new(matrix, () => Positions(rows), options.Seed, threads));
    }

    /// <summary>The fitted steps, and what they make of the rows they were fitted on.</summary>
    private (FittedNormalization Fitted, FeatureMatrix Matrix) Normalize(
        MLContext ml, int[] rows, IReadOnlyList<int> inputs, string scaling)
    {
        var fitted = Normalizer.Fit(ml, data, rows, inputs, scaling);
        if (fitted.Columns.Count == 0)
            throw new BadDataException("features", "No column has a value that occurs often enough in the training rows to learn from.");
        var normalized = new TransformerChain<ITransformer>([.. fitted.Steps]).Transform(new DatasetView(data, rows, inputs));
        return (fitted, FeatureMatrix.Read(normalized, data, rows, fitted.Columns));
    }

    private CandidateLosses[] Compare(int[] rows, string what)
    {
        var folds = Inner(rows);
        progress.Done((InnerFolds - folds.Count) * _candidates.Count);
        return folds.Count == 0 ? [] : [.. _candidates.Select(c => Losses(c, folds, what))];
    }

    private CandidateLosses Losses(Algorithm algorithm, IReadOnlyList<Fold> folds, string what)
    {
        var metrics = folds.Select((fold, i) => Evaluator.Measure(
            Fit(algorithm, fold.Train, $"{what}, inner fold {i + 1} of {folds.Count}").Probability(data, fold.Test),
            Array.ConvertAll(fold.Test, r => data.Label[r]),
            data.Weight is { } weight ? Array.ConvertAll(fold.Test, r => weight[r]) : null)).ToArray();
        var aucs = metrics.Select(m => m.Auc).OfType<double>().ToArray();
        return new(algorithm, [.. metrics.Select(m => m.LogLoss)], aucs.Length == 0 ? null : aucs.Average());
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
}
