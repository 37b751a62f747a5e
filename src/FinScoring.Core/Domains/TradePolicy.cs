namespace FinScoring.Core.Domains;

/// <summary>How large an expected return must be to count as a direction.</summary>
public sealed record TradePolicy : Policy
{
    /// <summary>Simple return over the horizon; within plus or minus this the direction is flat. 0.0005 = 5 basis points.</summary>
    public double FlatReturn { get; init; } = 0.0005;

    /// <summary>up, flat or down.</summary>
    public string Direction(double expectedReturn)
        => expectedReturn > FlatReturn ? "up" : expectedReturn < -FlatReturn ? "down" : "flat";

    public override IReadOnlyDictionary<string, string[]> Validate()
    {
        var errors = new Dictionary<string, string[]>();
        if (!(double.IsFinite(FlatReturn) && FlatReturn >= 0)) errors["flatReturn"] = ["flatReturn must be a finite number, 0 or above."];
        CheckMissing(errors);
        return errors;
    }
}
