using FinScoring.Api.Reports;
using FinScoring.Api.Reports.Sections;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Models;

namespace FinScoring.Api.Tests.Reports;

public sealed class FairnessSectionTests
{
    // Of group a, 100 rows with 20 events, of b 40 with 20; the audit stood at 0.1 and 0.2.
    private static readonly FairnessReport Audit = new()
    {
        Column = "sex",
        Grouping = new(["a", "b"], []),
        Reference = "a",
        Thresholds = [0.1, 0.2, 0.4, 1],
        Groups =
        [
            new()
            {
                Group = "a", Rows = 100, Events = 20, EventsBelow = [2, 4, 12, 20], OthersBelow = [30, 60, 70, 80],
                Outcomes = [At(0.1, "approve"), At(0.2, "approve or review")],
            },
            new() { Group = "b", Rows = 40, Events = 20, EventsBelow = [0, 4, 10, 20], OthersBelow = [8, 10, 16, 20], Small = true },
            new() { Group = "c", Rows = 3 },
        ],
    };

    [Fact]
    public void At_another_policy_the_rates_follow_from_the_counts()
    {
        var outcome = Assert.Single(FairnessAtPolicy.Changed(Audit, new LoanPolicy { ApproveBelow = 0.1, DeclineFrom = 0.3 }));
        Assert.Equal(new("approve or review", 0.3), outcome);
        var (a, b) = FairnessAtPolicy.Of(Audit, outcome) switch { [var first, var second] => (first.Outcome, second.Outcome), _ => default };

        // Half way from 0.2 to 0.4: of a 8 events and 65 others, of b 7 and 13.
        Assert.Equal((0.73, 1 - 65.0 / 80, 0.4), (a.ApprovalRate!.Value, a.FalseDeclineRate!.Value, a.FalseApprovalRate!.Value), Near);
        Assert.Equal((0.5, 1 - 13.0 / 20, 0.35), (b.ApprovalRate!.Value, b.FalseDeclineRate!.Value, b.FalseApprovalRate!.Value), Near);
        Assert.Equal(
            (0.5 / 0.73, 0.5 - 0.73, 13.0 / 20 - 65.0 / 80),
            (b.DisparateImpact!.Value, b.ParityDifference!.Value, b.OpportunityDifference!.Value), Near);
        Assert.Null(a.DisparateImpact);
    }

    [Fact]
    public void At_the_policy_of_the_audit_nothing_is_worked_out_again()
        => Assert.Empty(FairnessAtPolicy.Changed(Audit, new LoanPolicy { ApproveBelow = 0.1, DeclineFrom = 0.2 }));

    [Fact]
    public void The_section_names_every_group_marks_small_ones_and_says_what_the_figures_are_good_for()
    {
        var page = Page.Of(Trained.Source(Trained.Manifest() with { Fairness = [Audit] }));

        Assert.Equal(["a", "b (small: says little)", "c"], page.Table("fairness", "Groups of sex").Select(row => row[0]));
        Assert.Contains("no proof, in law", page.TextOf("fairness"), StringComparison.Ordinal);
        Assert.Contains("sex: approve, a probability below 10.0", page.TextOf("fairness"), StringComparison.Ordinal);
        Assert.Contains("by the policy in force", page.TextOf("fairness"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_have_plain_heads_and_differences_are_in_points()
    {
        var outcome = At(0.1, "approve") with
        {
            FalseDeclineRate = new(0.4, null),
            FalseApprovalRate = new(0.05, null),
            DisparateImpact = new(1.3, new(1.1, 1.5)),
            BestGroup = "a",
            RatioToBest = new(0.7, null),
            ParityDifference = new(-0.0768, new(-0.139, -0.02)),
            OpportunityDifference = new(0.0057, null),
        };
        var audit = Audit with { Groups = [Audit.Groups[1] with { Outcomes = [outcome], CalibrationDifference = new(-0.082, null) }] };
        var page = Page.Of(Trained.Source(Trained.Manifest() with { Fairness = [audit] }, new LoanPolicy { ApproveBelow = 0.1, DeclineFrom = 0.1 }));

        Assert.Equal(
            ["b", "30.0 % (20.0-40.0 %)", "40.0 %", "5.0 %", "1.300 (1.100-1.500) above 5/4", "0.700 below 4/5", "-7.7 (-13.9 to -2.0)", "0.6"],
            Assert.Single(page.Table("fairness", "sex: approve,")));
        Assert.Equal("-8.2", page.Table("fairness", "Groups of sex")[0][^1]);
        Assert.Contains("Good ones not approved", page.TextOf("fairness"), StringComparison.Ordinal);
        Assert.Contains("above 5/4 (the reference has less", page.TextOf("fairness"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_to_be_looked_into_is_among_the_warnings_unless_the_group_is_small()
    {
        GroupReport[] groups =
        [
            Audit.Groups[0] with { Outcomes = [ToBest(null)], CalibrationDifference = new(0.01, new(-0.01, 0.03)) },
            Group("low", ToBest(0.79), calibration: new(-0.05, new(-0.08, -0.02))), Group("level", ToBest(0.81), calibration: new(0.05, new(-0.01, 0.1))),
            Group("high", ToBest(0.9), calibration: new(0.04, new(0.01, 0.07))),
            Group("tiny", ToBest(0.2), calibration: new(0.5, new(0.4, 0.6))) with { Small = true },
        ];
        var audit = Audit with { Groups = groups };
        var policy = new LoanPolicy { ApproveBelow = 0.1, DeclineFrom = 0.1 };
        Assert.Equal(
            [
                "By sex, a protected column, the share approved is below 4/5 of that of best for low (0.790): see Fairness.",
                "By sex, a protected column, risk is overstated more (above 0) or less (below 0) than for a, by a difference whose interval does not hold 0: "
                    + "low (-5.0 points) and high (4.0 points); see Fairness.",
            ],
            FairnessFindings.Of(audit, policy));
        Assert.Contains("below 4/5 of that of best for low", LimitsOf(audit, policy), StringComparison.Ordinal);

        // With a small reference nothing is compared.
        var alone = FairnessFindings.Of(audit with { Groups = [groups[0] with { Small = true }, groups[1]] }, policy);
        Assert.DoesNotContain("overstated", Assert.Single(alone), StringComparison.Ordinal);
        // An audit of before there was a best group.
        OutcomeReport old = At(0.1, "approve") with { DisparateImpact = new(0.7, null) };
        GroupReport[] early = [groups[0], Group("low", old, new(0, null))];
        Assert.Contains("below 4/5 of that of a for low (0.700)", Assert.Single(FairnessFindings.Of(audit with { Groups = early }, policy)), StringComparison.Ordinal);
        Assert.Empty(FairnessFindings.Of(audit with { Groups = [groups[0] with { Small = true }, early[1]] }, policy));

        static OutcomeReport ToBest(double? ratio)
            => At(0.1, "approve") with { BestGroup = "best", RatioToBest = ratio is { } r ? new(r, null) : null, DisparateImpact = new(0.5, null) };

        static GroupReport Group(string name, OutcomeReport outcome, Estimate calibration)
            => new() { Group = name, Rows = 400, Outcomes = [outcome], CalibrationDifference = calibration };
    }

    [Fact]
    public void At_another_policy_the_warnings_follow_from_its_rates()
    {
        var audit = Audit with { Groups = [Audit.Groups[0], Audit.Groups[1] with { Small = false }] };
        var policy = new LoanPolicy { ApproveBelow = 0.1, DeclineFrom = 0.3 };
        // 0.5 of b and 0.73 of a, as worked out above.
        const string Warning = "the share approved or in review is below 4/5 of that of a for b (0.685)";
        Assert.Contains(Warning, LimitsOf(audit, policy), StringComparison.Ordinal);
        // Without counts by threshold nothing else is known than what was audited.
        var outcome = At(0.2, "approve or review") with { BestGroup = "a", RatioToBest = new(0.6, null) };
        var old = audit with { Thresholds = [], Groups = [Audit.Groups[1] with { Small = false, Outcomes = [outcome] }] };
        Assert.Contains("in review is below 4/5 of that of a for b (0.600)", Assert.Single(FairnessFindings.Of(old, policy)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_risk_is_below_high_and_a_trade_has_no_favourable_outcome()
    {
        var outcome = At(0.3, "below high") with { BestGroup = "a", RatioToBest = new(0.6, null) };
        var audit = Audit with { Groups = [Audit.Groups[1] with { Small = false, Outcomes = [outcome] }] };
        Assert.Contains(
            "the share with a risk below high is below 4/5 of that of a for b (0.600)",
            Assert.Single(FairnessFindings.Of(audit, new RiskPolicy { ModerateFrom = 0.1, HighFrom = 0.3, CriticalFrom = 0.5 })), StringComparison.Ordinal);
        Assert.Empty(FairnessFindings.Of(audit, new TradePolicy()));
    }

    [Fact]
    public void An_AUC_over_several_groups_is_called_an_average_and_names_them()
    {
        var proxy = new ProxyReport(1000, 0.7, [new("young", 0.8), new("middle", 0.6), new("old", 0.7)], [new("job", 0.65)]);
        var manifest = Trained.Manifest();
        var several = Page.Of(Trained.Source(manifest with { Fairness = [Audit with { Proxy = proxy }] })).TextOf("fairness");
        Assert.Contains("0.700, on average over its groups, each told from all others: 0.800 for young, 0.600 for middle and 0.700 for old", several, StringComparison.Ordinal);
        var two = Page.Of(Trained.Source(manifest with { Fairness = [Audit with { Proxy = proxy with { Groups = [] } }] })).TextOf("fairness");
        Assert.DoesNotContain("on average over its groups", two, StringComparison.Ordinal);
    }

    [Fact]
    public void The_latest_file_that_had_the_column_is_audited_beside_the_training()
    {
        var source = Trained.Source(Trained.Manifest() with { Fairness = [Audit] });
        var report = source.Version.Evaluation;
        StoredEvaluation[] evaluations =
        [
            Stored(1, report with { Fairness = [Audit with { Reference = "old" }] }), Stored(2, report with { Fairness = [Audit with { Reference = "new" }] }),
            Stored(3, report),
            // The file learned from, posted again, would flatter.
            Stored(4, report with { Fairness = [Audit with { Reference = "learned" }] }) with { DataHash = source.Version.DataHash },
        ];
        var page = Page.Of(source with { Version = source.Version with { Evaluations = evaluations } });
        Assert.Equal(["a", "b (small: says little)", "c"], page.Table("fairness", "Groups of sex, file of 2026-01-02").Select(row => row[0]));
        Assert.Contains("compared with new", page.TextOf("fairness"), StringComparison.Ordinal);
        Assert.DoesNotContain("compared with learned", page.TextOf("fairness"), StringComparison.Ordinal);
        Assert.DoesNotContain("compared with old", page.TextOf("fairness"), StringComparison.Ordinal);

        var low = Audit.Groups[1] with { Small = false, Outcomes = [At(0.1, "approve") with { BestGroup = "a", RatioToBest = new(0.6, null) }] };
        evaluations[1] = Stored(2, report with { Fairness = [Audit with { Groups = [low] }] });
        var audited = Trained.Source(Trained.Manifest(), new LoanPolicy { ApproveBelow = 0.1, DeclineFrom = 0.2 });
        var limits = LimitsOf(audited with { Version = audited.Version with { Evaluations = evaluations } });
        Assert.Contains("In the labelled file of 2026-01-02 00:00:00 UTC: By sex, a protected column", limits, StringComparison.Ordinal);

        static StoredEvaluation Stored(int day, EvaluationReport report)
            => new($"{day}", new(2026, 1, day, 0, 0, 0, DateTimeKind.Utc), new('a', 64), report);
    }

    [Fact]
    public void Without_an_audit_the_section_says_that_nothing_is_known()
    {
        var manifest = Trained.Manifest() with { Fairness = [] };
        Assert.Contains("holds no audit", Page.Of(Trained.Source(manifest)).TextOf("fairness"), StringComparison.Ordinal);
        var page = Page.Of(Trained.Source(manifest with { Options = manifest.Options with { Protected = [] } }));
        Assert.Contains("nothing was audited", page.TextOf("fairness"), StringComparison.Ordinal);
    }

    private static string LimitsOf(FairnessReport audit, LoanPolicy policy)
        => LimitsOf(Trained.Source(Trained.Manifest() with { Fairness = [audit] }, policy));

    private static string LimitsOf(ReportSource source) => Page.Of(source).TextOf("limits");

    private static OutcomeReport At(double below, string name) => new() { Outcome = name, Below = below, ApprovalRate = new(0.3, new(0.2, 0.4)) };

    private static bool Near((double, double, double) a, (double, double, double) b)
        => Math.Abs(a.Item1 - b.Item1) < 1e-12 && Math.Abs(a.Item2 - b.Item2) < 1e-12 && Math.Abs(a.Item3 - b.Item3) < 1e-12;
}
