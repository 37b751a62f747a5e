using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Selection;

namespace FinScoring.Core;

/// <summary>What the folds add to the report of the final fit: evidence out of fold, how stable the selection is, suspected leaks.</summary>
internal static class SelectionSummary
{
    /// <summary>Among fewer test rows of a class, luck alone can put them all on top.</summary>
    private const int FewestOfEach = 10;

    private const string Advice = "If it is known only after the event, leave it out and train again: the metrics hold for no new case. "
        + "A version with a suspected leak answers only once it is promoted, by promote=always or PUT .../champion.";

    /// <param name="data">The dataset.</param>
    /// <param name="folds">The outer folds.</param>
    /// <param name="inFolds">The report of each fold's fit.</param>
    /// <param name="final">The report of the final fit.</param>
    /// <param name="evidence">Of each input, out of those folds.</param>
    public static IReadOnlyList<FeatureReport> Of(
        Dataset data, IReadOnlyList<Fold> folds, IReadOnlyList<IReadOnlyList<FeatureReport>> inFolds,
        IReadOnlyList<FeatureReport> final, IReadOnlyList<FeatureEvidence> evidence)
    {
        var events = folds.Sum(f => f.Test.Count(r => data.Label[r]));
        var isSure = Math.Min(events, folds.Sum(f => f.Test.Length) - events) >= FewestOfEach;
        return [.. CorrelationClusters.Name(data.Inputs, data.Rows, final).Select((line, input) => line.With(evidence[input], isSure) with
        {
            KeptInFolds = inFolds.Count(report => report[input].Kept),
            Folds = inFolds.Count,
        })];
    }

    public static IEnumerable<string> Warnings(Manifest manifest)
        => manifest.Selection.Where(line => line.SuspectedLeak).Select(Sentence).Concat(manifest.IsTooGoodForBars ? [OfModel(manifest.Evaluation)] : [])
            .Select(sentence => $"Suspected leak: {sentence} {Advice}");

    private static string Sentence(FeatureReport line) => line.OnBars?.Sentence(line.Name) ?? FormattableString.Invariant(
        $"column {line.Name} alone tells the event almost for sure (AUC {line.OutOfFold!.Auc:0.000} out of fold).");

    private static string OfModel(EvaluationReport evaluation)
    {
        var interval = evaluation.Intervals["auc"];
        return FormattableString.Invariant($"the out-of-fold AUC is {evaluation.Metrics.Auc:0.000} ({interval.Low:0.000} to {interval.High:0.000}), where ")
            + "the direction of prices is told with 0.48 to 0.53. Look for a column that is dated early, and for prices that were not known or not traded then.";
    }
}
