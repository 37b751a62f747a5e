using System.Xml.Linq;
using FinScoring.Api.Reports.Figures;
using FinScoring.Api.Reports.Sections;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;

namespace FinScoring.Api.Tests.Reports;

public sealed class PolicyOutcomeTests
{
    // Ten applicants of each of five probabilities, as events and others.
    private static readonly ScoreCell[] Cells =
        [new(0.02, 0.02, 0, 10), new(0.08, 0.08, 1, 9), new(0.12, 0.12, 2, 8), new(0.3, 0.3, 4, 6), new(0.6, 0.6, 8, 2)];

    [Fact]
    public void What_a_loan_policy_would_have_decided_is_counted_with_what_came_of_it()
    {
        var bands = PolicyBand.Of(new LoanPolicy { ApproveBelow = 0.1, DeclineFrom = 0.3 }, null);

        Assert.Equal(["approve", "review", "decline"], bands.Select(b => b.Answer));
        // 0.02 and 0.08 are below 0.1; 0.12 is not, and below 0.3; a probability of 0.3 is declined.
        Assert.Equal([(20, 1), (10, 2), (20, 12)], bands.Select(b => b.Count(Cells)));
    }

    [Fact]
    public void A_risk_policy_has_four_bands_and_one_without_room_is_empty()
    {
        var bands = PolicyBand.Of(new RiskPolicy { ModerateFrom = 0.08, HighFrom = 0.3, CriticalFrom = 0.3 }, null);

        Assert.Equal(["low", "moderate", "high", "critical"], bands.Select(b => b.Answer));
        Assert.Equal([(10, 0), (20, 3), (0, 0), (20, 12)], bands.Select(b => b.Count(Cells)));
    }

    [Fact]
    public void A_trade_policy_is_one_of_probabilities_once_the_mean_returns_are_known()
    {
        // The expected return is 0.01 p - 0.005 (1 - p) = 0.015 p - 0.005: 0.0005 at p = 0.36667, -0.0005 at p = 0.3.
        var bands = PolicyBand.Of(new TradePolicy { FlatReturn = 0.0005 }, new ReturnMeans(0.01, -0.005));

        Assert.Equal(["down", "flat", "up"], bands.Select(b => b.Answer));
        Assert.Equal([0.3, 0.0055 / 0.015], bands.Skip(1).Select(b => Math.Round(b.From, 9)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Empty(PolicyBand.Of(new TradePolicy(), new ReturnMeans(0.01, 0.01)));
        Assert.Empty(PolicyBand.Of(new TradePolicy(), null));
    }

    [Fact]
    public void Where_returns_are_scaled_a_trade_policy_is_one_of_expected_returns()
    {
        var manifest = Trained.Manifest("trade");
        // 30 rows expected to fall by 1 %, 50 to rise by 0.02 %, and 20 to rise by 2 %.
        ScoreCell[] cells = [new(-0.01, -0.01, 10, 20), new(0.0002, 0.0002, 25, 25), new(0.02, 0.02, 15, 5)];
        var returns = manifest.Evaluation.Returns! with { Distribution = cells };
        var page = Page.Of(Trained.Source(manifest with { Evaluation = manifest.Evaluation with { Returns = returns } }, new TradePolicy()));

        Assert.Equal(
            [["down", "below -0.05 %", "30"], ["flat", "-0.05 % to 0.05 %", "50"], ["up", "above 0.05 %", "20"]],
            page.Table("policy", "Out-of-fold rows under").Select(row => row[..3]));
        Assert.Contains("times the standard deviation of the last 20 one-bar returns", page.TextOf("algorithm"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.01, 0.02, true)]
    [InlineData(-0.01, 0.02, false)]
    public void A_model_is_called_better_than_the_mean_return_only_by_an_interval(double low, double high, bool better)
    {
        var manifest = Trained.Manifest("trade");
        var returns = manifest.Evaluation.Returns! with { Explained = 0.005, ExplainedInterval = new(low, high) };
        var text = Page.Of(Trained.Source(manifest with { Evaluation = manifest.Evaluation with { Returns = returns } })).TextOf("metrics");
        Assert.Contains("Of the squared error of the mean the model saves 0.50", text, StringComparison.Ordinal);
        Assert.Equal(!better, text.Contains("this does not show", StringComparison.Ordinal));
        Assert.DoesNotContain("does better", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_of_a_cell_that_a_threshold_divides_count_in_proportion()
    {
        // A quarter of the way from 0.25 to 0.75.
        var approve = PolicyBand.Of(new LoanPolicy { ApproveBelow = 0.375, DeclineFrom = 0.8 }, null)[0];

        Assert.Equal((5, 1), approve.Count([new(0.25, 0.75, 4, 16)]));
    }

    [Fact]
    public void Other_cut_offs_are_told_with_what_each_would_have_approved_and_declined()
    {
        var page = Page.Of(Trained.Source(With(Cells), new LoanPolicy()));
        // Below 0.12 lie the ten rows of 0.02 and the ten of 0.08, with 1 of 15 events: a share of 40 %, 5 % among them, 93.3 % declined.
        // Odds of 0.88/0.12 over 50 are 20/ln 2 ln(0.14667) = -55.4 points from 600.
        Assert.Contains<string[]>(["12.0 %", "545", "40.0 %", "5.0 %", "93.3 %"], page.Table("policy", "Out-of-fold rows at other"));
        // Rows of five probabilities can be divided at four places only.
        Assert.Equal(["8.0 %", "12.0 %", "30.0 %", "60.0 %"], page.Table("policy", "Out-of-fold rows at other").Select(row => row[0]));
    }

    [Fact]
    public void Cut_offs_of_a_risk_are_in_its_own_words_and_a_direction_has_none()
    {
        var manifest = Trained.Manifest("risk");
        var page = Page.Of(Trained.Source(manifest with { Evaluation = manifest.Evaluation with { Curves = new() { Distribution = Cells } } }));
        Assert.Contains<string[]>(["12.0 %", "40.0 %", "5.0 %", "93.3 %"], page.Table("policy", "Out-of-fold rows at other"));
        Assert.DoesNotContain("pprove", page.TextOf("policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("cut-off", Page.Of(Trained.Source(Trained.Manifest("trade"))).TextOf("policy"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_divided_cell_are_rounded_so_that_they_add_up()
    {
        // Ten rows of which a third lie in each band: 3.33 three times.
        var page = Page.Of(Trained.Source(With([new(0, 0.75, 3, 7)]), new LoanPolicy { ApproveBelow = 0.25, DeclineFrom = 0.5 }));
        Assert.Equal(["3", "4", "3"], page.Table("policy", "Out-of-fold rows under").Select(row => row[3]));
    }

    [Fact]
    public void A_band_has_no_fewer_rows_than_events_however_they_are_rounded()
    {
        // Bands of a quarter, a half and a quarter of 1 row: 2 in 3 with the event.
        var page = Page.Of(Trained.Source(With([new(0, 1, 2 / 3.0, 1 / 3.0), new(1, 1, 2, 1)]), new LoanPolicy { ApproveBelow = 0.25, DeclineFrom = 0.8 }));
        var rows = page.Table("policy", "Out-of-fold rows under").Select(row => (Rows: int.Parse(row[3], null), Events: int.Parse(row[5], null))).ToArray();
        Assert.All(rows, row => Assert.True(row.Rows >= row.Events));
        Assert.Equal((1, 1), rows[1]);
        // 2.67 events and 1.33 others.
        Assert.Equal((4, 3), (rows.Sum(r => r.Rows), rows.Sum(r => r.Events)));
    }

    [Fact]
    public void Where_no_threshold_divides_the_rows_there_is_no_heading_over_nothing()
    {
        var page = Page.Of(Trained.Source(With([new(1, 1, 8, 2)]), new LoanPolicy()));
        Assert.DoesNotContain("Other cut-offs", page.TextOf("policy"), StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_offs_of_rare_events_have_the_digits_that_keep_them_apart()
    {
        ScoreCell[] rare = [new(0.00011, 0.00011, 0, 25), new(0.000121, 0.000121, 0, 25), new(0.000124, 0.000124, 0, 25), new(0.00013, 0.00013, 1, 24)];
        var lines = Page.Of(Trained.Source(With(rare), new LoanPolicy())).Table("policy", "Out-of-fold rows at other");
        Assert.Equal([("0.0121 %", "25.0 %"), ("0.0124 %", "50.0 %"), ("0.0130 %", "75.0 %")], lines.Select(row => (row[0], row[2])));
    }

    [Fact]
    public void A_score_is_that_of_an_answer_also_where_the_axis_ends()
    {
        LoanPolicy policy = new() { Points = 600, Odds = 50, PointsToDouble = 20 };
        // Odds of a billion to 1 are log2(1e9 / 50) = 24.2535 doublings above 50: 485.07 points.
        Assert.Equal("1,085", ScoreAxis.Score(policy, 1 / (1 + 1e9)));
        Assert.Equal(["-", "-"], new[] { 0.0, 1.0 }.Select(p => ScoreAxis.Score(policy, p)));
    }

    [Fact]
    public void An_outcome_without_rows_has_no_quantiles()
    {
        ScoreCell[] cells = [new(0.1, 0.2, 0, 10), new(0.3, 0.4, 0, 10)];
        Assert.Null(ScoreQuantile.Of(cells, c => c.Events, 0.5));
        Assert.Equal(0.2, ScoreQuantile.Of(cells, c => c.Others, 0.5)!.Value, 1e-12);
        var page = Page.Of(Trained.Source(With(cells), new LoanPolicy()));
        Assert.All(page.Table("distribution", "How far up"), row => Assert.Equal(("-", "-"), (row[1], row[3])));
        Assert.All(page.Table("distribution", "How far up"), row => Assert.NotEqual("-", row[2]));
        Assert.All(page.Section("distribution").Descendants().Attributes(), a => Assert.DoesNotContain("NaN", a.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_tells_shares_event_rates_and_what_each_way_would_cost()
    {
        var page = Page.Of(Trained.Source(With(Cells), new LoanPolicy { ApproveBelow = 0.1, DeclineFrom = 0.2 }));

        string[][] outcome =
        [
            // On the usual scale 600 points are odds of 50, and odds of 9 and 4 are 20/ln 2 ln(9/50) = -49.5 and -72.9 from them.
            ["approve", "below 10.0 %", "551 or more", "20", "40.0 %", "1", "5.0 %", "6.7 %"],
            ["review", "10.0 % to 20.0 %", "527 to 551", "10", "20.0 %", "2", "20.0 %", "13.3 %"],
            ["decline", "20.0 % or more", "527 or less", "20", "40.0 %", "12", "60.0 %", "80.0 %"],
        ];
        Assert.Equal(outcome, page.Table("policy", "Out-of-fold rows under"));
        // At a threshold of 0.2 a bad applicant costs 0.8 / 0.2 = 4. Of 50: 15 bad (60), 35 good; 8 good declined, 1 bad approved (4), in
        // review 2 bad (8) and 8 good.
        Assert.Equal(["1.200", "0.700", "0.400", "0.400"], page.Table("policy", "Expected cost").Select(row => row[1]));
    }

    private static Manifest With(ScoreCell[] cells)
    {
        var manifest = Trained.Manifest();
        return manifest with { Evaluation = manifest.Evaluation with { Curves = manifest.Evaluation.Curves! with { Distribution = cells } } };
    }
}
