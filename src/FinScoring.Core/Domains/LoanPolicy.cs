using System.Text.Json.Serialization;

namespace FinScoring.Core.Domains;

/// <summary>
/// Decision thresholds on the probability of default and the constants of the points scale. The defaults follow from
/// accepting a bad costing 5 and refusing a good costing 1 (UCI's matrix for German Credit): decline where p >= 1/6;
/// approve below half those odds, p &lt; 1/11; review between.
/// </summary>
public sealed record LoanPolicy : DecisionPolicy
{
    public double ApproveBelow { get; init; } = 1.0 / 11;

    public double DeclineFrom { get; init; } = 1.0 / 6;

    /// <summary>The score at <see cref="Odds"/>.</summary>
    public double Points { get; init; } = 600;

    /// <summary>Good:bad odds at which the score is <see cref="Points"/>.</summary>
    public double Odds { get; init; } = 50;

    /// <summary>Points that double the odds.</summary>
    public double PointsToDouble { get; init; } = 20;

    /// <summary>approve, review or decline, for a probability of default.</summary>
    public string Decide(double probability)
        => probability < ApproveBelow ? "approve" : probability < DeclineFrom ? "review" : "decline";

    [JsonIgnore]
    public override double PassBelow => ApproveBelow;

    [JsonIgnore]
    public override string Passing => "applicants who are approved";

    public override double? BetterBelow(double probability)
        => probability >= DeclineFrom ? DeclineFrom : probability >= ApproveBelow ? ApproveBelow : null;

    /// <summary>Points, higher is safer, not clamped. <paramref name="logOdds"/> is ln(p/(1-p)) of default.</summary>
    public int Score(double logOdds) => (int)Math.Round(Points - PointsOf(logOdds + Math.Log(Odds)), MidpointRounding.AwayFromZero);

    /// <summary>The points that a part of the log-odds of default takes away, unrounded: as parts add up, so do their points.</summary>
    public double PointsOf(double logOdds) => PointsToDouble / Math.Log(2) * logOdds;

    public override IReadOnlyList<FavourableOutcome> Favourable() => [new("approve", ApproveBelow), new("approve or review", DeclineFrom)];

    public override IReadOnlyDictionary<string, string[]> Validate()
    {
        var errors = new Dictionary<string, string[]>();
        if (!(ApproveBelow is >= 0 and <= 1)) errors["approveBelow"] = ["approveBelow must be a probability, 0 to 1."];
        if (!(DeclineFrom is >= 0 and <= 1)) errors["declineFrom"] = ["declineFrom must be a probability, 0 to 1."];
        else if (!(DeclineFrom >= ApproveBelow)) errors["declineFrom"] = ["declineFrom must not be below approveBelow."];
        // Within these bounds the score fits its 32 bits for log-odds up to a million; no honest scale is near them.
        if (!(Points is >= -1e6 and <= 1e6)) errors["points"] = ["points must be within a million of 0."];
        if (!(Odds is >= 1e-6 and <= 1e9)) errors["odds"] = ["odds must be a number from 0.000001 to 1000000000."];
        if (!(PointsToDouble is > 0 and <= 1000)) errors["pointsToDouble"] = ["pointsToDouble must be above 0 and at most 1000."];
        CheckExplain(errors);
        CheckMissing(errors);
        return errors;
    }
}
