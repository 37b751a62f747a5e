using FinScoring.Api.Models;
using FinScoring.Api.Reports.Content;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Explanation.Effects;
using FinScoring.Core.Models;

namespace FinScoring.Api.Reports;

/// <summary>What a report is made of: a version as it is stored, and the policy in force.</summary>
internal sealed record ReportSource(VersionDetails Version, NumberedPolicy Policy)
{
    /// <summary>Null in a version that keeps no training rows, or cannot be loaded.</summary>
    public GlobalView? View { get; init; }

    /// <summary>Why there is no view, where something is wrong with what the version keeps.</summary>
    public string? ViewFault { get; init; }

    public EvaluationReport Evaluation => Version.Evaluation;

    /// <summary>Null in versions stored before there were any curves.</summary>
    public Curves? Curves => Version.Evaluation.Curves;

    /// <summary>Whether a labelled file is the one learned from, on which metrics and audits flatter.</summary>
    public bool IsTrainingFile(StoredEvaluation evaluation) => evaluation.DataHash == Version.DataHash;

    /// <summary>The latest labelled file that had protected columns; not the file learned from: cases as they come now.</summary>
    public StoredEvaluation? LatestAudit => Version.Evaluations.LastOrDefault(e => !IsTrainingFile(e) && e.Report.Fairness.Count > 0);

    public string Name => $"{Version.Domain}/{Version.Model}, version {Version.Version}";

    /// <summary>The event's share of the rows evaluated, as they were weighed.</summary>
    public double EventRate => Evaluation.PopulationRate ?? (Curves?.Distribution is { Count: > 0 } cells
        ? cells.Sum(c => c.Events) / cells.Sum(c => c.Events + c.Others)
        : (double)Evaluation.Events / Evaluation.Rows);

    /// <summary>A metric with its interval, by its name in the manifest.</summary>
    public string Ratio(string metric, double? value) => Format.Ratio(value, Interval(metric));

    public Interval? Interval(string metric) => Evaluation.Intervals.GetValueOrDefault(metric);
}
