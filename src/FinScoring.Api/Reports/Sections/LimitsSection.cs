using FinScoring.Api.Reports.Content;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What to know before believing the figures.</summary>
internal static class LimitsSection
{
    /// <summary>Rows of the rarer class that measuring a model takes (Vergouwe et al. 2005).</summary>
    private const int FewEvents = 100;

    /// <summary>Rows of the rarer class for each column that was offered (Peduzzi et al. 1996).</summary>
    private const int EventsPerColumn = 10;

    public static Section Of(ReportSource source) => new("limits", "Limits and warnings", Chapter.CaveatsAndRecommendations,
    [
        .. Warnings(source).Distinct().Select(text => new Notice(text)),
        new Points([.. Always(source)]),
    ]);

    private static IEnumerable<string> Warnings(ReportSource source)
    {
        var version = source.Version;
        if (source.Policy.Policy.Assumed)
            yield return $"Policy {source.Policy.Number} is assumed: nobody has set the thresholds of this model yet. What follows from "
                + "them is an example.";
        foreach (var warning in version.Warnings.Concat(source.Evaluation.Warnings)) yield return warning;
        foreach (var finding in version.Fairness.SelectMany(report => FairnessFindings.Of(report, source.Policy.Policy))) yield return finding;
        if (source.LatestAudit is { } latest)
        {
            foreach (var finding in latest.Report.Fairness.SelectMany(report => FairnessFindings.Of(report, source.Policy.Policy)))
                yield return $"In the labelled file of {Format.Moment(latest.CreatedAt)}: {finding}";
        }

        var rarer = Math.Min(version.Rows.Events, version.Rows.Used - version.Rows.Events);
        if (rarer < FewEvents)
            yield return $"Thin data: the rarer outcome has only {Format.Of(rarer, "row")}. Every figure here may be off by chance; "
                + "mind the intervals.";
        else if (rarer < EventsPerColumn * version.Selection.Count)
            yield return $"Thin data for so many columns: {Format.Count(rarer)} rows of the rarer outcome, "
                + $"{Format.Of(version.Selection.Count, "column")} to choose from. Which columns were kept may depend on chance.";
        if (Skill.Doubt(source.Evaluation) is { } doubt) yield return $"The model {doubt}";
        if (source.Evaluation.Intervals.Count == 0)
            yield return "There are no intervals: too few rows, groups or blocks of time are independent of each other.";
    }

    private static IEnumerable<string> Always(ReportSource source)
    {
        Manifest manifest = source.Version;
        yield return "All figures are of rows that the fold's model had not seen, but of the same file: they say what to expect as long as "
            + "new cases are like those.";
        yield return source.Evaluation.Protocol == "forward"
            ? "Folds follow time, so that the figures include what changed meanwhile; what changes after the last date is in none of them."
            : "Rows were split without regard to time: if cases or the economy change, the model may do worse on later ones. A date column "
                + "named as time would measure that.";
        if (manifest.Domain == "loan")
            yield return "The file holds only applicants whose outcome is known. If those had been accepted by a rule, nothing here tells "
                + "how others would have done.";
        yield return "Watch it in use: compare event rates with probabilities by month, and train again when the calibration drifts.";
    }
}
