using FinScoring.Core.Domains;

namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>
/// The rates of a stored audit at the thresholds of the policy in force. The audit has intervals at those of the domain's default
/// only; at others the rates follow from its counts, which are a tenth of a unit of log-odds apart.
/// </summary>
public static class FairnessAtPolicy
{
    /// <summary>
    /// The rates at the thresholds of a policy, group by group: as audited where the audit stood there, else from its counts. Of audits
    /// that hold no counts only what they stood at.
    /// </summary>
    public static IReadOnlyList<GroupAtPolicy> Groups(FairnessReport report, Policy policy)
    {
        var rows = policy.Favourable().SelectMany(outcome => At(report, policy, outcome)).ToLookup(row => row.Group, row => row.Outcome);
        return [.. report.Groups.Where(g => rows.Contains(g.Group)).Select(g => new GroupAtPolicy(g.Group, g.Small, [.. rows[g.Group]]))];
    }

    /// <summary>The same of one outcome. Of audits without counts by threshold the rates at another policy are not known: then as they were audited.</summary>
    public static IEnumerable<(string Group, OutcomeReport Outcome)> At(FairnessReport report, Policy policy, FavourableOutcome outcome)
        => Changed(report, policy).Contains(outcome)
            ? Of(report, outcome)
            : from g in report.Groups
              from o in g.Outcomes
              where o.Outcome == outcome.Name && (o.Below == outcome.Below || report.Thresholds.Count == 0)
              select (g.Group, o);

    /// <summary>The favourable outcomes whose threshold is not the audit's.</summary>
    public static IEnumerable<FavourableOutcome> Changed(FairnessReport report, Policy policy)
    {
        var audited = report.Groups.SelectMany(g => g.Outcomes).Select(o => new FavourableOutcome(o.Outcome, o.Below)).ToHashSet();
        return policy.Favourable().Where(outcome => report.Thresholds.Count > 0 && !audited.Contains(outcome));
    }

    /// <summary>Each group's rates, and against the reference; groups too small to be told of are left out.</summary>
    public static IReadOnlyList<(string Group, OutcomeReport Outcome)> Of(FairnessReport report, FavourableOutcome outcome)
    {
        var rates = report.Groups.Where(g => g.EventsBelow.Count > 0)
            .ToDictionary(g => g.Group, g => Rates.Of(report.Thresholds, g, outcome.Below));
        var reference = rates.GetValueOrDefault(report.Reference);
        var best = report.Groups.Where(g => !g.Small && rates.ContainsKey(g.Group)).MaxBy(g => rates[g.Group].All)?.Group;
        return [.. rates.Select(r => (r.Key, r.Value.Report(outcome, r.Key == report.Reference ? null : reference) with
        {
            BestGroup = best,
            RatioToBest = best is null || r.Key == best ? null : Rates.Value(r.Value.All / rates[best].All),
        }))];
    }

    /// <summary>Shares with a probability below a threshold: of all, of those with the event, of the others.</summary>
    private sealed record Rates(double All, double Events, double Others)
    {
        public static Rates Of(IReadOnlyList<double> thresholds, GroupReport group, double below)
        {
            double events = At(thresholds, group.EventsBelow, below), allEvents = group.EventsBelow[^1];
            double others = At(thresholds, group.OthersBelow, below), allOthers = group.OthersBelow[^1];
            return new((events + others) / (allEvents + allOthers), events / allEvents, others / allOthers);
        }

        public OutcomeReport Report(FavourableOutcome outcome, Rates? reference) => new()
        {
            Outcome = outcome.Name,
            Below = outcome.Below,
            ApprovalRate = Value(All),
            FalseDeclineRate = Value(1 - Others),
            FalseApprovalRate = Value(Events),
            DisparateImpact = Value(All / reference?.All),
            ParityDifference = Value(All - reference?.All),
            OpportunityDifference = Value(Others - reference?.Others),
        };

        public static Estimate? Value(double? value) => value is { } v && double.IsFinite(v) ? new(v, null) : null;

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
