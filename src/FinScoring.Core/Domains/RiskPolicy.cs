using System.Text.Json.Serialization;

namespace FinScoring.Core.Domains;

/// <summary>Thresholds of the four risk bands on the probability of the event.</summary>
public sealed record RiskPolicy : DecisionPolicy
{
    public double ModerateFrom { get; init; } = 0.05;

    public double HighFrom { get; init; } = 0.15;

    public double CriticalFrom { get; init; } = 0.40;

    /// <summary>low, moderate, high or critical.</summary>
    public string Band(double probability)
        => probability >= CriticalFrom ? "critical" : probability >= HighFrom ? "high" : probability >= ModerateFrom ? "moderate" : "low";

    [JsonIgnore]
    public override double PassBelow => HighFrom;

    [JsonIgnore]
    public override string Passing => "cases of low or moderate risk";

    public override double? BetterBelow(double probability)
        => probability >= CriticalFrom ? CriticalFrom : probability >= HighFrom ? HighFrom : probability >= ModerateFrom ? ModerateFrom : null;

    public override IReadOnlyList<FavourableOutcome> Favourable() => [new("below high", HighFrom)];

    public override IReadOnlyDictionary<string, string[]> Validate()
    {
        var errors = new Dictionary<string, string[]>();
        if (!(ModerateFrom is >= 0 and <= 1)) errors["moderateFrom"] = ["moderateFrom must be a probability, 0 to 1."];
        if (!(HighFrom is >= 0 and <= 1)) errors["highFrom"] = ["highFrom must be a probability, 0 to 1."];
        else if (!(HighFrom >= ModerateFrom)) errors["highFrom"] = ["highFrom must not be below moderateFrom."];
        if (!(CriticalFrom is >= 0 and <= 1)) errors["criticalFrom"] = ["criticalFrom must be a probability, 0 to 1."];
        else if (!(CriticalFrom >= HighFrom)) errors["criticalFrom"] = ["criticalFrom must not be below highFrom."];
        CheckExplain(errors);
        CheckMissing(errors);
        return errors;
    }
}
