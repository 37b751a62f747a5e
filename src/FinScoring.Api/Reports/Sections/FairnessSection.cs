using FinScoring.Api.Reports.Content;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation.Fairness;

namespace FinScoring.Api.Reports.Sections;

/// <summary>How the groups of each protected column fare.</summary>
internal static class FairnessSection
{
    private static readonly IReadOnlyList<Head> Groups =
        [Head.Text("Group"), new("Rows"), new("Events"), new("Event rate"), new("Mean probability"), new("AUC"),
            new("Calibration difference, points")];

    public static Section Of(ReportSource source)
    {
        var reports = source.Version.Fairness;
        return new("fairness", "Fairness", Chapter.EthicalConsiderations, reports.Count > 0
            ? [new Paragraph(Reading(reports)), .. reports.SelectMany(report => Column(report, source.Policy.Policy)), .. Latest(source)]
            : [new Paragraph(NoAudit(source))]);
    }

    /// <summary>The same on the latest labelled file that had the protected columns.</summary>
    private static IEnumerable<Block> Latest(ReportSource source)
    {
        if (source.LatestAudit is not { } evaluation) yield break;
        yield return new Paragraph($"The labelled file of {Format.Moment(evaluation.CreatedAt)}, at the thresholds of the policy of that day:");
        foreach (var report in evaluation.Report.Fairness)
        {
            var column = report with { Column = $"{report.Column}, file of {Format.Moment(evaluation.CreatedAt)}" };
            foreach (var block in Column(column, source.Policy.Policy)) yield return block;
        }
    }

    private static string Reading(IReadOnlyList<FairnessReport> reports)
        => string.Join(' ', reports.Select(r => r.Note).Distinct()) + " Figures are of out-of-fold rows, with 95 % intervals. A difference "
            + "is a group's figure less that of the reference, the largest group, in percentage points; that in calibration is of mean probability less "
            + "event rate, above 0 where the group's risk is overstated more. Best is the group with the highest share of those that are not small. To be "
            + "looked into are a ratio below 4/5, one above 5/4 (the reference has less than 4/5 of that group's share) and a difference whose interval "
            + "does not hold 0. The audit is at the thresholds of the domain's default policy; where the policy in force has others, its rates follow, "
            + "without intervals.";

    private static string NoAudit(ReportSource source) => source.Version.Options.Protected switch
    {
        { Count: > 0 } columns => $"Protected, and no features: {Format.And(columns)}. This version holds no audit of them: that a column "
            + "is left out does not make a model fair.",
        _ => "No column was named as protected, so nothing was audited: these figures say nothing about how groups of people fare.",
    };

    private static IEnumerable<Block> Column(FairnessReport report, Policy policy)
    {
        yield return new Heading(report.Column);
        yield return ReportTable.Of($"Groups of {report.Column}, compared with {report.Reference}", Groups, report.Groups, Group);
        foreach (var (outcome, below) in report.Groups.SelectMany(g => g.Outcomes).Select(o => (o.Outcome, o.Below)).Distinct())
            yield return Outcome(report, outcome, below);
        foreach (var outcome in FairnessAtPolicy.Changed(report, policy))
            yield return ReportTable.Of(
                Caption(report.Column, outcome.Name, outcome.Below) + ", by the policy in force", Heads(outcome.Name), FairnessAtPolicy.Of(report, outcome),
                row => Row(row.Group, row.Outcome));
        if (report.Proxy is { } proxy) yield return new Paragraph(Proxy(report.Column, proxy));
    }

    private static string[] Group(GroupReport group) =>
    [
        group.Group + (group.Small ? " (small: says little)" : ""), Format.Count(group.Rows),
        group.Events is { } events ? Format.Count(events) : Format.None,
        Percent(group.EventRate), Percent(group.MeanProbability), Ratio(group.Auc), Difference(group.CalibrationDifference),
    ];

    private static ReportTable Outcome(FairnessReport report, string name, double below)
    {
        var rows = (from g in report.Groups from o in g.Outcomes where o.Outcome == name && o.Below == below select (g.Group, o)).ToArray();
        return ReportTable.Of(Caption(report.Column, name, below), Heads(name), rows, row => Row(row.Group, row.o));
    }

    private static string Caption(string column, string outcome, double below)
        => $"{column}: {outcome}, a probability below {Format.Percent(below)}";

    /// <summary>The rates in the words of the outcome: the good are the rows without the event.</summary>
    private static IReadOnlyList<Head> Heads(string outcome)
    {
        var (has, without, with, good) = outcome switch
        {
            "approve" => ("Approved", "Good ones not approved", "Bad ones approved", "the good"),
            "approve or review" => ("Approved or in review", "Good ones declined", "Bad ones not declined", "the good"),
            "below high" => ("Below high", "Without the event, high or critical", "With the event, below high", "those without the event"),
            _ => (outcome, $"Without the event, not: {outcome}", $"With the event: {outcome}", "those without the event"),
        };
        return
        [
            Head.Text("Group"), new(has), new(without), new(with), new("Ratio to reference"), new("Ratio to best"),
            new("Difference, points (parity)"), new($"Difference among {good}, points (equal opportunity)"),
        ];
    }

    private static string[] Row(string group, OutcomeReport o) =>
    [
        group, Percent(o.ApprovalRate), Percent(o.FalseDeclineRate), Percent(o.FalseApprovalRate),
        Ratio(o.DisparateImpact) + (Low(o.DisparateImpact) ?? (o.DisparateImpact is { Value: > 1.25 } ? " above 5/4" : "")),
        o.BestGroup == group ? "best" : Ratio(o.RatioToBest) + Low(o.RatioToBest),
        Difference(o.ParityDifference), Difference(o.OpportunityDifference),
    ];

    private static string? Low(Estimate? ratio) => ratio is { Value: < FairnessFindings.FourFifths } ? " below 4/5" : null;

    private static string Proxy(string column, ProxyReport proxy)
        => $"The features tell {column} with an AUC of {Format.Ratio(proxy.Auc, proxy.Interval)}{Average(proxy)} (0.5 is not at all; {Format.Of(proxy.Rows, "row")}). "
            + $"Most telling are {Format.And([.. proxy.Features.Select(f => $"{f.Name} ({Format.Ratio(f.Auc)})")])}: leaving the column out does not "
            + "keep the model from using what they say of it.";

    private static string Average(ProxyReport proxy) => proxy.Groups.Count == 0 ? "" : ", on average over its groups, each told from all others: "
        + Format.And([.. proxy.Groups.Select(g => $"{Format.Ratio(g.Auc, g.Interval)} for {g.Name}")]) + "; a warning, where one is due, names the highest of these";

    private static string Percent(Estimate? estimate) => Format.WithInterval(estimate?.Value, estimate?.Interval, Format.Percent);

    private static string Difference(Estimate? estimate) => Format.WithInterval(estimate?.Value, estimate?.Interval, Format.Difference);

    private static string Ratio(Estimate? estimate) => Format.Ratio(estimate?.Value, estimate?.Interval);
}
