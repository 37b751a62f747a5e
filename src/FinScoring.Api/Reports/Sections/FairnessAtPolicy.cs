using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation.Fairness;

namespace FinScoring.Api.Reports.Sections;

/// <summary>
/// The rates of a stored audit at the thresholds of the policy in force. The audit has intervals at those of the domain's default
/// only; at others the rates follow from its counts, which are a tenth of a unit of log-odds apart.
/// </summary>
internal static class FairnessAtPolicy
{
    /// <summary>The favourable outcomes whose threshold is not the audit's.</summary>
    public static IEnumerable<(string Outcome, double Below)> Changed(FairnessReport report, Policy policy)
    {
        var audited = report.Groups.SelectMany(g => g.Outcomes).Select(o => o.Below).ToHashSet();
        return Favourable(policy).Where(outcome => report.Thresholds is { Count: > 0 } && !audited.Contains(outcome.Below));
    }

    /// <summary>Each group's rates, and against the reference; groups too small to be told of are left out.</summary>
    public static IReadOnlyList<(string Group, OutcomeReport Outcome)> Of(FairnessReport report, string outcome, double below)
    {
        var rates = report.Groups.Where(g => g.EventsBelow is { Count: > 0 }).Select(g => (g.Group, Rates: Rates.Of(report.Thresholds, g, below))).ToArray();
        var reference = rates.Where(r => r.Group == report.Reference).Select(r => r.Rates).FirstOrDefault();
        return [.. rates.Select(r => (r.Group, r.Group == report.Reference ? r.Rates.Report(outcome, below, null) : r.Rates.Report(outcome, below, reference)))];
    }

    private static IReadOnlyList<(string Outcome, double Below)> Favourable(Policy policy) => policy switch
    {
        LoanPolicy loan => [("approve", loan.ApproveBelow), ("approve or review", loan.DeclineFrom)],
        RiskPolicy risk => [("below high", risk.HighFrom)],
        _ => [],
    };

    /// <summary>Shares with a probability below a threshold: of all, of those with the event, of the others.</summary>
    private sealed record Rates(double All, double Events, double Others)
    {
        public static Rates Of(IReadOnlyList<double> thresholds, GroupReport group, double below)
        {
            double events = At(thresholds, group.EventsBelow, below), others = At(thresholds, group.OthersBelow, below);
            return new(
                (events + others) / (group.EventsBelow[^1] + group.OthersBelow[^1]), events / group.EventsBelow[^1], others / group.OthersBelow[^1]);
        }

        public OutcomeReport Report(string outcome, double below, Rates? reference) => new()
        {
            Outcome = outcome,
            Below = below,
            ApprovalRate = Value(All),
            FalseDeclineRate = Value(1 - Others),
            FalseApprovalRate = Value(Events),
            DisparateImpact = Value(All / reference?.All),
            ParityDifference = Value(All - reference?.All),
            OpportunityDifference = Value(Others - reference?.Others),
        };

        private static Estimate? Value(double? value) => value is { } v && double.IsFinite(v) ? new(v, null) : null;

        /// <summary>Between two thresholds in proportion.</summary>
        private static double At(IReadOnlyList<double> thresholds, IReadOnlyList<double> counts, double below)
        {
            var next = 0;
            while (next < thresholds.Count - 1 && thresholds[next] < below) next++;
            var (from, count) = next == 0 ? (0, 0) : (thresholds[next - 1], counts[next - 1]);
            return count + Math.Clamp((below - from) / (thresholds[next] - from), 0, 1) * (counts[next] - count);
        }
    }
}
