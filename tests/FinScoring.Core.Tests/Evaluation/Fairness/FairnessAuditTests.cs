using CsCheck;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Evaluation.Fairness;

public class FairnessAuditTests
{
    /// <summary>Of a, 35 of 50 are approved; of b, 5 of 20.</summary>
    private static readonly ScoredRows Small = Audit.Rows(
        ("a", 0.1, false, 30), ("a", 0.1, true, 5), ("a", 0.4, false, 5), ("a", 0.4, true, 10),
        ("b", 0.1, false, 4), ("b", 0.1, true, 1), ("b", 0.4, false, 10), ("b", 0.4, true, 5));

    /// <summary>Of eight rows five are a's, two b's, and of one it is not known.</summary>
    private static readonly Gen<ScoredRows> AnyRows =
        from rows in Gen.Select(Gen.Int[1, 19], Gen.Bool, Gen.Int[1, 4]).Array[160, 240]
        select new ScoredRows(Array.ConvertAll(rows, r => r.Item1 / 20.0), Array.ConvertAll(rows, r => r.Item2))
        {
            Weight = Array.ConvertAll(rows, r => (float)r.Item3),
            Protected = [Tables.Texts("sex", [.. rows.Select((_, i) => (i % 8) switch { < 5 => "a", < 7 => "b", _ => null })])],
        };

    [Fact]
    public void Rates_and_differences_are_those_worked_out_by_hand()
    {
        var report = Audit.Of(Small);
        Assert.Equal(("sex", "a"), (report.Column, report.Reference));
        Assert.Equal([("a", 50, 15), ("b", 20, 6)], report.Groups.Select(g => (g.Group, g.Rows, g.Events!.Value)));
        var expected = new Dictionary<string, double?>
        {
            ["a eventRate"] = 15 / 50.0,
            ["a meanProbability"] = (35 * 0.1 + 15 * 0.4) / 50,
            ["a auc"] = (10 * 30 + 10 * 5 / 2.0 + 5 * 30 / 2.0) / (15 * 35),
            ["a approvalRate"] = 35 / 50.0,
            ["a falseDeclineRate"] = 5 / 35.0,
            ["a falseApprovalRate"] = 5 / 15.0,
            ["a calibrationDifference"] = null,
            ["a disparateImpact"] = null,
            ["a parityDifference"] = null,
            ["a opportunityDifference"] = null,
            ["b eventRate"] = 6 / 20.0,
            ["b meanProbability"] = (5 * 0.1 + 15 * 0.4) / 20,
            ["b auc"] = (5 * 4 + 5 * 10 / 2.0 + 1 * 4 / 2.0) / (6 * 14),
            ["b approvalRate"] = 5 / 20.0,
            ["b falseDeclineRate"] = 10 / 14.0,
            ["b falseApprovalRate"] = 1 / 6.0,
            // Means .325 and .19, event rates .3 both.
            ["b calibrationDifference"] = 0.325 - 0.19,
            ["b disparateImpact"] = 0.25 / 0.7,
            ["b parityDifference"] = 0.25 - 0.7,
            ["b opportunityDifference"] = 4 / 14.0 - 30 / 35.0,
        };
        Same(expected, report);
    }

    [Fact]
    public void What_has_no_rows_to_be_a_share_of_is_null()
    {
        var figures = Audit.Of(Audit.Rows(("a", 0.4, false, 30), ("a", 0.4, true, 30), ("b", 0.1, false, 25))).Figures();
        Assert.Null(figures["b auc"]);
        Assert.Null(figures["b falseApprovalRate"]);
        // Nobody of the reference is approved.
        Assert.Null(figures["b disparateImpact"]);
        Assert.Equal(1, figures["b parityDifference"]!.Value);
    }

    [Fact]
    public void Small_groups_are_marked_and_of_very_small_ones_only_the_size_is_told()
    {
        var report = Audit.Of(Audit.Rows(
            ("a", 0.1, false, 100), ("a", 0.4, true, 30), ("b", 0.1, false, 70), ("b", 0.4, true, 29), ("c", 0.1, false, 120), ("c", 0.4, true, 19),
            ("d", 0.1, false, 15), ("d", 0.4, true, 4)));
        Assert.Equal([("c", true), ("a", false), ("b", true), ("other", true)], report.Groups.Select(g => (g.Group, g.Small)));
        Assert.Equal(new() { Group = "other", Rows = 19, Small = true }, report.Groups[^1]);
        Assert.Equal(["Protected column sex: some groups have fewer than 100 rows, or fewer than 20 with or without the event, so that their rates say little: c, b, other."],
            FairnessAudit.Warnings([report]));
    }

    [Fact]
    public void The_best_treated_group_is_compared_with_whatever_its_size_unless_its_rates_say_little()
    {
        // Of a 60 % are approved, of b 80 %, of c all, but c is small.
        var report = Audit.Of(Audit.Rows(
            ("a", 0.1, false, 120), ("a", 0.4, false, 50), ("a", 0.4, true, 30), ("b", 0.1, false, 80), ("b", 0.1, true, 16), ("b", 0.4, true, 24),
            ("c", 0.1, false, 40)));
        var outcomes = report.Groups.ToDictionary(g => g.Group, g => g.Outcomes[0]);
        Assert.Equal("a", report.Reference);
        Assert.All(outcomes.Values, o => Assert.Equal("b", o.BestGroup));
        Assert.Null(outcomes["b"].RatioToBest);
        Assert.Equal(0.6 / 0.8, outcomes["a"].RatioToBest!.Value, 1e-12);
        Assert.Equal(1 / 0.8, outcomes["c"].RatioToBest!.Value, 1e-12);
        var interval = outcomes["a"].RatioToBest!.Interval!;
        Assert.InRange(0.75, interval.Low, interval.High);
        // Delta method: the relative variances of two binomial shares add up.
        Assert.InRange((interval.High - interval.Low) / (2 * 1.96 * 0.75 * Math.Sqrt(0.4 / (0.6 * 200) + 0.2 / (0.8 * 120))), 0.85, 1.15);
    }

    [Fact]
    public void What_holds_for_all_rows_of_a_group_or_none_has_the_exact_interval_and_no_false_certainty_beside_it()
    {
        var rows = Audit.Rows(("a", 0.1, false, 100), ("a", 0.4, true, 50), ("b", 0.1, false, 25));
        var figures = Audit.Of(rows).Figures();
        // scipy.stats.beta.ppf(0.975, 1, 25) and ppf(0.025, 25, 1).
        Is(0, 0.1371851715, figures["b eventRate"]!);
        Is(0.8628148285, 1, figures["b approvalRate"]!);
        Assert.NotNull(figures["a approvalRate"]!.Interval);
        foreach (var compared in new[] { "disparateImpact", "parityDifference", "opportunityDifference", "calibrationDifference" })
            Assert.Null(figures[$"b {compared}"]!.Interval);

        // Rows of double weight are as many; who belongs together is fewer than rows.
        var weighted = Audit.Of(rows with { Weight = [.. rows.Label.Select(_ => 2f)] }).Figures();
        Is(0.8628148285, 1, weighted["b approvalRate"]!);
        var together = Audit.Of(rows with { Group = [.. rows.Label.Select((_, i) => i / 2)] }).Figures();
        Assert.Null(together["b approvalRate"]!.Interval);

        static void Is(double low, double high, Estimate estimate)
            => Assert.Equal((low, high), (Math.Round(estimate.Interval!.Low, 10), Math.Round(estimate.Interval.High, 10)));
    }

    [Fact]
    public void A_biased_score_is_found()
    {
        // The risk of b is overstated, so that fewer of them are approved, of the good ones too.
        var biased = Audit.Of(Audit.Scored(bias: 1, seed: 5)).Figures();
        Assert.True(biased["b parityDifference"]!.Interval!.High < 0);
        Assert.True(biased["b opportunityDifference"]!.Interval!.High < 0);
        Assert.True(biased["b disparateImpact"]!.Interval!.High < 1);
        Assert.True(biased["b calibrationDifference"]!.Interval!.Low > 0);
    }

    [Theory]
    [InlineData("b parityDifference")]
    [InlineData("b opportunityDifference")]
    [InlineData("b calibrationDifference")]
    [InlineData("b disparateImpact", 1)]
    public void An_unbiased_score_is_not_called_biased_more_often_than_the_interval_says(string difference, double none = 0)
    {
        var held = Enumerable.Range(0, 40).Select(seed => Audit.Of(Audit.Scored(bias: 0, seed, rows: 800)).Figures()[difference]!.Interval!)
            .Count(interval => interval.Low <= none && none <= interval.High);

        // Of 40 intervals 38 on average at 95 %, and 35 or more in 19 of 20 tries.
        Assert.InRange(held, 35, 40);
    }

    [Fact]
    public void Every_figure_lies_in_its_interval_and_the_seed_fixes_it()
    {
        var rows = Audit.Scored(bias: 0.5, seed: 6, rows: 600);
        var figures = Audit.Of(rows).Figures();
        Assert.All(figures.Values.OfType<Estimate>(), f => Assert.InRange(f.Value, f.Interval!.Low, f.Interval.High));
        Assert.Equal(figures, Audit.Of(rows).Figures());
        Assert.NotEqual(figures, Audit.Of(rows, seed: 2).Figures());
    }

    [Fact]
    public void The_interval_of_a_rate_is_the_binomials_and_of_a_difference_that_of_two()
    {
        var report = Audit.Of(Audit.Scored(bias: 0, seed: 7));
        double[] errors = [.. report.Groups.Select(g => (g.Outcomes[0].ApprovalRate!.Value, g.Rows)).Select(g => Math.Sqrt(g.Value * (1 - g.Value) / g.Rows))];
        for (var g = 0; g < 2; g++) Near(errors[g], report.Groups[g].Outcomes[0].ApprovalRate!);
        Near(Math.Sqrt(errors.Sum(e => e * e)), report.Groups[1].Outcomes[0].ParityDifference!);

        static void Near(double error, Estimate estimate)
            => Assert.InRange((estimate.Interval!.High - estimate.Interval.Low) / (2 * 1.96 * error), 0.85, 1.15);
    }

    [Fact]
    public void Rows_that_belong_together_are_resampled_together()
    {
        // Each row four times: as independent as a quarter of them, so that the interval is twice as wide.
        var rows = Audit.Scored(bias: 0, seed: 8, rows: 500);
        var fourfold = rows.In([.. Enumerable.Range(0, 2000).Select(i => i / 4)]);
        Assert.InRange(Width(fourfold with { Group = [.. Enumerable.Range(0, 2000).Select(i => i / 4)] }) / Width(fourfold), 1.7, 2.3);

        static double Width(ScoredRows rows) => Audit.Of(rows).Groups[0].Outcomes[0].ApprovalRate!.Interval is { } i ? i.High - i.Low : 0;
    }

    [Fact]
    public void A_row_of_weight_n_counts_as_n_rows() => AnyRows.Sample(rows =>
    {
        var copies = rows.In([.. rows.Weight!.SelectMany((w, i) => Enumerable.Repeat(i, (int)w))]) with { Weight = null };
        Same(Audit.Of(copies).Figures().ToDictionary(f => f.Key, f => f.Value?.Value), Audit.Of(rows));
    }, iter: 30);

    [Fact]
    public void The_order_of_the_rows_does_not_matter() => Gen.Select(AnyRows, Gen.Int[0, 1000]).Sample((rows, seed) =>
    {
        var order = Enumerable.Range(0, rows.Label.Length).ToArray();
        new Random(seed).Shuffle(order);
        Same(Audit.Of(rows).Figures().ToDictionary(f => f.Key, f => f.Value?.Value), Audit.Of(rows.In(order)));
    }, iter: 30);

    [Fact]
    public void The_table_of_counts_gives_the_rates_at_each_of_its_thresholds() => AnyRows.Sample(rows =>
    {
        var (report, names) = (Audit.Of(rows), ProtectedGroups.Of(rows.Protected[0]).NamesOf(rows.Protected[0]));
        foreach (var group in report.Groups.Where(g => g.EventRate is not null))
        {
            for (var t = 0; t < report.Thresholds.Count; t++)
            {
                Assert.Equal(Count(true, report.Thresholds[t]), group.EventsBelow[t], 1e-9);
                Assert.Equal(Count(false, report.Thresholds[t]), group.OthersBelow[t], 1e-9);
            }

            double Count(bool happened, double below)
                => rows.Label.Select((y, i) => y == happened && names[i] == group.Group && rows.Probability[i] < below ? rows.Weight![i] : 0.0).Sum();
        }

        // From .05 to .95 are 5.9 units of log-odds.
        Assert.InRange(report.Thresholds.Count, 2, 62);
        Assert.Equal(1, report.Thresholds[^1]);
    }, iter: 30);

    [Fact]
    public void Where_no_outcome_is_good_for_anyone_and_without_protected_columns_there_is_no_audit()
    {
        Assert.Empty(FairnessAudit.Of(Small, [], ProtectedGroups.Of, 1, default));
        Assert.Empty(FairnessAudit.Of(Small with { Protected = [] }, Audit.Outcomes, ProtectedGroups.Of, 1, default));
    }

    private static void Same(Dictionary<string, double?> expected, FairnessReport report)
    {
        var figures = report.Figures();
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), figures.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, e => Assert.True(
            e.Value is { } value ? figures[e.Key] is { } found && Math.Abs(found.Value - value) < 1e-9 : figures[e.Key] is null, $"{e.Key}: {e.Value}, {figures[e.Key]}"));
    }
}
