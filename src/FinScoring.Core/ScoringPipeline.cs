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
/// A fitted chain, the schema it starts from, its manifest, what its explanations need, and what it was evaluated on. Model, version,
/// job, creation time and hashes are the publisher's to set.
/// </summary>
public sealed record TrainedModel(
    ITransformer Chain, DataViewSchema Schema, Manifest Manifest, StoredExplanation Explanation, OutOfFoldPredictions Predictions);

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
        var recipe = new Recipe(data, options, workers, progress) { Drift = DriftCheck.Of(data, options, plan, workers) };

        // The final fit does on all rows what each fold does on its training rows. It is last in line and needs no fold's result:
        // where fits run side by side, the thread that is done with the last fold evaluates them all while another is still at it.
        var isSideBySide = Threads > workers.OfOneFit;
        var folds = plan.Folds.Count;
        progress.Plan((folds + 1) * recipe.Fits);
        var results = new FoldResult[folds];
        var (unfitted, unscored) = (folds + 1, folds);
        OutOfFoldFindings? findings = null;
        StoredExplanation? explanation = null;
        var models = Unwrapped(() => workers.Fit(folds + 1, Fit));
        findings ??= Unwrapped(Evaluate);
        var selection = BarLeaks.Mark(
            SelectionSummary.Of(data, plan.Folds, [.. models[..^1].Select(m => m.Selection)], models[^1].Selection, findings.Evidence),
            data, plan.Folds, options.Seed, cancel);
        var fairness = findings.Fairness;

        progress.Begin(Stage.Apply, "Describing the model");
        var manifest = ModelDescription.Of(domain, data, options, models[^1], findings.Evaluation) with
        {
            Selection = selection,
            Fairness = fairness,
        };
        manifest = manifest with
        {
            Warnings =
            [
                .. data.Warnings, .. plan.Warnings, .. Algorithms.Warnings(options.Algorithm), .. SelectionSummary.Warnings(manifest),
                .. DriftCheck.Warnings(selection), .. Skill.Doubt(findings.Evaluation) is { } doubt ? [$"The model {doubt}"] : Array.Empty<string>(),
                .. FairnessAudit.Warnings(fairness), .. ProxyCheck.Warnings(fairness),
            ],
        };
        return new(models[^1].Chain, InputSchema.Of(manifest.Signature.Inputs), manifest, explanation!, new(data, results, options.PopulationRate));

        FittedModel Fit(int i)
        {
            if (i == folds)
            {
                var final = Announced(recipe.Fit([.. Enumerable.Range(0, data.Rows)], "all rows"));
                explanation = ExplanationDescription.Of(data, final, options.Seed, workers, cancel);
                return final;
            }

            var model = Announced(recipe.Fit(plan.Folds[i].Train, $"fold {i + 1} of {folds}"));
            results[i] = Score(data, plan.Folds[i], model);
            if (Interlocked.Decrement(ref unscored) == 0 && isSideBySide) findings = Evaluate();
            return model;
        }

        // Once no fit is left: a stage that is over does not come back.
        FittedModel Announced(FittedModel model)
        {
            if (Interlocked.Decrement(ref unfitted) == 0) progress.Begin(Stage.Evaluate, $"Evaluating {folds} folds");
            return model;
        }

        OutOfFoldFindings Evaluate()
        {
            workers.FreeMemory();
            return new(
                Evaluator.Pooled(data, plan, results, options.Seed, options.PopulationRate, workers.SideBySide(cancel)),
                Evidence(workers, data, plan.Folds),
                Audit(workers, domain, data, results, options, cancel));
        }
    }

    /// <summary>What the test rows of the folds show.</summary>
    /// <param name="Evaluation">Of the models.</param>
    /// <param name="Evidence">Of each input alone.</param>
    /// <param name="Fairness">Of the models, by the groups of each protected column.</param>
    private sealed record OutOfFoldFindings(EvaluationReport Evaluation, IReadOnlyList<FeatureEvidence> Evidence, IReadOnlyList<FairnessReport> Fairness);

    private static FoldResult Score(Dataset data, Fold fold, FittedModel model)
    {
        var probability = model.Probability(data, fold.Test);
        var returns = ModelDescription.Returns(data, fold.Train);
        return new(fold, model.Mix.Name, probability, returns is null ? null : [.. probability.Zip(fold.Test, (p, row) => returns.Expected(p, data.ReturnScale![row]))]);
    }

    private static FeatureEvidence[] Evidence(Workers workers, Dataset data, IReadOnlyList<Fold> folds)
    {
        (int[], int[])[] rows = [.. folds.Select(f => (f.Train, f.Test))];
        return workers.Map(data.Inputs.Count, i => OutOfFoldEvidence.Of(data.Inputs[i], data.Label, rows));
    }

    private static FairnessReport[] Audit(
        Workers workers, string domain, Dataset data, IReadOnlyList<FoldResult> results, TrainingOptions options, CancellationToken cancel)
    {
        if (data.Protected.Count == 0) return [];
        var audit = FairnessAudit.Of(
            ScoredRows.Pooled(data, results, options.PopulationRate), Domain.Find(domain)!.DefaultPolicy.Favourable(), ProtectedGroups.Of, options.Seed, cancel);
        return workers.Map(audit.Count, i => audit[i] with
        {
            Proxy = ProxyCheck.Of(data, data.Protected[i], audit[i].Grouping, options.Seed, workers, cancel),
        });
    }

    private static T Unwrapped<T>(Func<T> make)
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
