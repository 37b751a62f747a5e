using System.Runtime.ExceptionServices;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;
using Microsoft.ML;

namespace FinScoring.Core;

/// <summary>The five stages, in the order they run.</summary>
public enum Stage
{
    Normalize,
    Select,
    Train,
    Evaluate,
    Apply,
}

/// <summary>Where a training is: the stage under way and the share of all work done, 0 to 1.</summary>
public sealed record TrainingProgress(Stage Stage, double Fraction, string Message);

/// <summary>
/// A fitted chain, the schema it starts from, its manifest, and what its explanations need. Model, version, job, creation time and
/// hashes are the publisher's to set.
/// </summary>
public sealed record TrainedModel(ITransformer Chain, DataViewSchema Schema, Manifest Manifest, StoredExplanation Explanation);

/// <summary>
/// Normalize, select, train (these three in <see cref="Recipe"/>), evaluate, apply: one pipeline for every domain.
/// </summary>
/// <param name="threads">How many threads may fit models. The result does not depend on it.</param>
public sealed class ScoringPipeline(int threads)
{
    /// <summary>
    /// With more cells the fits of folds run one after the other, each on all threads: side by side each holds its rows, and as
    /// much again in the native library.
    /// </summary>
    private const long CellsSideBySide = 5_000_000;

    public int Threads { get; } = Math.Max(threads, 1);

    /// <param name="domain">What the rows of the table are.</param>
    /// <param name="table">The training file.</param>
    /// <param name="options">What to train.</param>
    /// <param name="report">Called at every step, from one thread at a time.</param>
    /// <param name="cancel">Stops between two fits.</param>
    /// <exception cref="BadDataException">The data or options cannot be trained on.</exception>
    public TrainedModel Train(
        Domain domain, Table table, TrainingOptions options, Action<TrainingProgress> report, CancellationToken cancel = default)
        => Train(domain.Name, domain.Prepare(table, options), options, report, cancel);

    internal TrainedModel Train(
        string domain, Dataset data, TrainingOptions options, Action<TrainingProgress> report, CancellationToken cancel = default)
    {
        OptionsCheck.Check(domain, options);
        var plan = FoldPlan.Outer(data, options.Folds, options.Seed);
        var workers = new Workers(Threads, sideBySide: (long)data.Rows * data.Inputs.Count <= CellsSideBySide);
        var progress = new ProgressMeter(report, cancel);
        var recipe = new Recipe(data, options, workers, progress);

        // The final fit does on all rows what each fold does on its training rows. It is last in line and needs no fold's result.
        var fits = plan.Folds.Count + 1;
        progress.Plan(fits * recipe.Fits);
        var fitted = Unwrapped(() => workers.Fit(fits, Fit));
        FittedModel[] models = [.. fitted.Select(f => f.Model)];
        var final = models[^1];

        // What the fits left behind; see TrainingPart.
        if (workers.OfOneFit > 1) GC.Collect();
        progress.Begin(Stage.Evaluate, $"Evaluating {plan.Folds.Count} folds");
        // Needs the final model and no evaluation, which leaves a thread idle.
        var explanation = Task.Run(() => ExplanationDescription.Of(data, final, options.Seed, cancel), cancel);
        FoldResult[] results = [.. fitted.Select(f => f.Result).OfType<FoldResult>()];
        var evaluation = Evaluator.Pooled(data, plan, results, options.Seed, options.PopulationRate, workers.SideBySide, cancel);
        var selection = Select(workers, data, plan.Folds, models);
        var fairness = Audit(workers, domain, data, results, options, cancel);

        progress.Begin(Stage.Apply, "Describing the model");
        var manifest = ModelDescription.Of(domain, data, options, final, evaluation) with
        {
            Selection = selection,
            Fairness = fairness,
            Warnings =
            [
                .. data.Warnings, .. plan.Warnings, .. Algorithms.Warnings(options.Algorithm), .. SelectionSummary.Warnings(selection),
                .. FairnessAudit.Warnings(fairness), .. ProxyCheck.Warnings(fairness),
            ],
        };
        return new(final.Chain, InputSchema.Of(manifest.Signature.Inputs), manifest, explanation.GetAwaiter().GetResult());

        // Scored at once by the thread that fitted it: some fold is done while another thread still has the longest fit before it.
        (FittedModel Model, FoldResult? Result) Fit(int i)
        {
            if (i == plan.Folds.Count) return (recipe.Fit([.. Enumerable.Range(0, data.Rows)], "all rows"), null);
            var model = recipe.Fit(plan.Folds[i].Train, $"fold {i + 1} of {plan.Folds.Count}");
            return (model, Score(data, plan.Folds[i], model));
        }
    }

    private static FoldResult Score(Dataset data, Fold fold, FittedModel model)
    {
        var probability = model.Probability(data, fold.Test);
        var returns = ModelDescription.Returns(data, fold.Train);
        return new(fold, model.Mix.Name, probability, returns is null ? null : Array.ConvertAll(probability, returns.Expected));
    }

    /// <param name="workers">The threads.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="folds">The outer folds.</param>
    /// <param name="models">The model of each, and last that of all rows.</param>
    private static IReadOnlyList<FeatureReport> Select(Workers workers, Dataset data, IReadOnlyList<Fold> folds, FittedModel[] models)
    {
        (int[], int[])[] rows = [.. folds.Select(f => (f.Train, f.Test))];
        var evidence = Unwrapped(() => workers.Map(data.Inputs.Count, i => OutOfFoldEvidence.Of(data.Inputs[i], data.Label, rows)));
        return SelectionSummary.Of(data, folds, [.. models[..^1].Select(m => m.Selection)], models[^1].Selection, evidence);
    }

    private static FairnessReport[] Audit(
        Workers workers, string domain, Dataset data, IReadOnlyList<FoldResult> results, TrainingOptions options, CancellationToken cancel)
    {
        if (data.Protected.Count == 0) return [];
        var audit = FairnessAudit.Of(
            ScoredRows.Pooled(data, results, options.PopulationRate), Domain.Find(domain)!.DefaultPolicy.Favourable(), ProtectedGroups.Of, options.Seed, cancel);
        return Unwrapped(() => workers.Map(audit.Count, i => audit[i] with
        {
            Proxy = ProxyCheck.Of(data, data.Protected[i], audit[i].Grouping, options.Seed, workers, cancel),
        }));
    }

    private static T[] Unwrapped<T>(Func<T[]> make)
    {
        try
        {
            return make();
        }
        catch (AggregateException failures)
        {
            // One failure is what the caller can act on, and the first in row order does not depend on timing by much.
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
            throw;
        }
    }
}
