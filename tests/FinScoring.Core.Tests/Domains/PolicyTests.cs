using System.Text.Json;
using FinScoring.Core.Domains;

namespace FinScoring.Core.Tests.Domains;

public class PolicyTests
{
    [Theory]
    [InlineData(0.083, 556)] // design: 600 + 20/ln 2 * ln((0.917/0.083)/50) = 556.42
    [InlineData(1.0 / 51, 600)] // odds 50:1 are 600 points
    [InlineData(1.0 / 101, 620)] // double the odds, 20 points more
    [InlineData(1.0 / 26, 580)]
    [InlineData(0.5, 487)] // 600 - 20/ln 2 * ln 50 = 487.12
    [InlineData(0.9999, 221)] // not clamped: 600 + 20/ln 2 * ln((0.0001/0.9999)/50) = 221.37
    public void The_score_follows_the_points_scale(double probability, int score)
        => Assert.Equal(score, new LoanPolicy().Score(Math.Log(probability / (1 - probability))));

    [Fact]
    public void Points_odds_and_points_to_double_set_the_scale()
    {
        var policy = new LoanPolicy { Points = 500, Odds = 20, PointsToDouble = 50 };

        Assert.Equal(500, policy.Score(-Math.Log(20)));
        Assert.Equal(600, policy.Score(-Math.Log(80)));
    }

    [Theory]
    [InlineData(0.0909, "approve")]
    [InlineData(1.0 / 11, "review")]
    [InlineData(0.1666, "review")]
    [InlineData(1.0 / 6, "decline")]
    public void Loans_are_approved_below_1_in_11_and_declined_from_1_in_6(double probability, string decision)
        => Assert.Equal(decision, new LoanPolicy().Decide(probability));

    [Theory]
    [InlineData(0.0499, "low")]
    [InlineData(0.05, "moderate")]
    [InlineData(0.15, "high")]
    [InlineData(0.4, "critical")]
    public void A_threshold_belongs_to_the_band_above_it(double probability, string band)
        => Assert.Equal(band, new RiskPolicy().Band(probability));

    [Theory]
    [InlineData(0.0006, "up")]
    [InlineData(0.0005, "flat")]
    [InlineData(-0.0005, "flat")]
    [InlineData(-0.0006, "down")]
    public void A_return_within_the_flat_return_has_no_direction(double expectedReturn, string direction)
        => Assert.Equal(direction, new TradePolicy().Direction(expectedReturn));

    [Fact]
    public void Every_default_policy_is_sound_and_marked_as_assumed()
        => Assert.All(Domain.All, d =>
        {
            Assert.True(d.DefaultPolicy.Assumed);
            Assert.Empty(d.DefaultPolicy.Validate());
        });

    [Fact]
    public void What_is_missing_is_refused_or_taken_as_neutral_and_a_policy_of_before_says_nothing_of_it()
    {
        Assert.All(Domain.All, d =>
        {
            Assert.Equal(("refuse", false), (d.DefaultPolicy.Missing, d.DefaultPolicy.FillsMissing));
            Assert.Empty((d.DefaultPolicy with { Missing = "neutral" }).Validate());
            Assert.Equal(["missing"], (d.DefaultPolicy with { Missing = "ignore" }).Validate().Keys);
        });
        var stored = JsonSerializer.Deserialize<Policy>("""{"domain":"trade","flatReturn":0.002,"assumed":false}""", JsonSerializerOptions.Web)!;
        Assert.Equal(new TradePolicy { FlatReturn = 0.002, Missing = "refuse" }, stored);
    }

    [Fact]
    public void The_widest_scale_a_policy_may_set_does_not_overflow_the_score()
    {
        var policy = new LoanPolicy { Points = 1e6, Odds = 1e9, PointsToDouble = 1000 };

        Assert.Empty(policy.Validate());
        // 1e6 + 1000/ln 2 * (1e6 - ln 1e9), and the same with -1e6
        Assert.Equal(1_443_665_144, policy.Score(-1e6), 1_000.0);
        Assert.Equal(-1_441_724_938, policy.Score(1e6), 1_000.0);
        Assert.Equal(["odds", "points", "pointsToDouble"], (policy with { Points = 2e6, Odds = 2e9, PointsToDouble = 1001 }).Validate().Keys.Order());
    }

    [Fact]
    public void An_unsound_policy_names_every_wrong_field_at_once()
    {
        var loan = new LoanPolicy { ApproveBelow = -1, DeclineFrom = double.NaN, Points = double.PositiveInfinity, Odds = 0, PointsToDouble = -20 };
        Assert.Equal(["approveBelow", "declineFrom", "odds", "points", "pointsToDouble"], loan.Validate().Keys.Order());
        Assert.Equal(["declineFrom"], new LoanPolicy { ApproveBelow = 0.5, DeclineFrom = 0.4 }.Validate().Keys);
        Assert.Equal(["criticalFrom", "highFrom"], new RiskPolicy { HighFrom = 0.01, CriticalFrom = 2 }.Validate().Keys.Order());
        Assert.Equal(["flatReturn"], new TradePolicy { FlatReturn = -0.1 }.Validate().Keys);
    }

    [Theory]
    [InlineData(0.05, null, false)]
    [InlineData(1.0 / 11, 1.0 / 11, true)]
    [InlineData(0.1666, 1.0 / 11, true)]
    [InlineData(0.9, 1.0 / 6, true)]
    public void The_next_better_decision_on_a_loan_begins_below_a_threshold(double probability, double? below, bool against)
    {
        var policy = new LoanPolicy();
        Assert.Equal(below, policy.BetterBelow(probability));
        Assert.Equal(against, probability >= policy.PassBelow);
        if (below is { } bound) Assert.NotEqual(policy.Decide(probability), policy.Decide(Math.BitDecrement(bound)));
    }

    [Theory]
    [InlineData(0.01, null, false)]
    [InlineData(0.05, 0.05, false)]
    [InlineData(0.15, 0.15, true)]
    [InlineData(0.99, 0.4, true)]
    public void The_next_better_band_of_a_risk_begins_below_a_threshold(double probability, double? below, bool against)
    {
        var policy = new RiskPolicy();
        Assert.Equal(below, policy.BetterBelow(probability));
        Assert.Equal(against, probability >= policy.PassBelow);
        if (below is { } bound) Assert.NotEqual(policy.Band(probability), policy.Band(Math.BitDecrement(bound)));
    }

    [Fact]
    public void A_policy_of_an_earlier_release_gives_no_reasons_and_one_cannot_ask_for_anything_else()
    {
        Assert.Equal("none", JsonSerializer.Deserialize<LoanPolicy>("""{"ApproveBelow":0.1}""")!.Explain);
        Assert.Empty(new LoanPolicy { Explain = "reasons" }.Validate());
        Assert.Equal(["explain"], new LoanPolicy { Explain = "true" }.Validate().Keys);
        Assert.Equal(["explain"], new RiskPolicy { Explain = "" }.Validate().Keys);
        Assert.Equal(.05, new LoanPolicy().ReasonShare);
        Assert.Empty(new LoanPolicy { ReasonShare = 0 }.Validate());
        Assert.Equal(["reasonShare"], new LoanPolicy { ReasonShare = 1.1 }.Validate().Keys);
        Assert.Equal(["reasonShare"], new RiskPolicy { ReasonShare = double.NaN }.Validate().Keys);
    }

    [Fact]
    public void A_policy_survives_json_as_what_it_was()
    {
        Policy policy = new RiskPolicy { HighFrom = 0.2 };

        Assert.Equal(policy, JsonSerializer.Deserialize<Policy>(JsonSerializer.Serialize(policy)));
    }
}
