using System.Text.Json.Serialization;

namespace FinScoring.Core.Domains;

/// <summary>
/// What is done with a probability: thresholds and constants of a model that change without retraining.
/// <see cref="Assumed"/> until someone sets it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "domain")]
[JsonDerivedType(typeof(LoanPolicy), "loan")]
[JsonDerivedType(typeof(RiskPolicy), "risk")]
[JsonDerivedType(typeof(TradePolicy), "trade")]
public abstract record Policy
{
    public const string Refuse = "refuse";
    public const string Neutral = "neutral";

    /// <summary>
    /// What becomes of a row that lacks a value that no training row lacked: refuse, or neutral: scored with what stands for the value in
    /// the model (the mean, no known category, a bin of weight 0), and a warning.
    /// </summary>
    // What was stored before there was any says nothing: refuse.
    public string Missing { get; init; } = Refuse;

    public bool Assumed { get; init; }

    /// <summary>Whether such a row is scored.</summary>
    [JsonIgnore]
    public bool FillsMissing => Missing == Neutral;

    /// <summary>Every finding, by camelCase field name; empty when the policy is sound.</summary>
    public abstract IReadOnlyDictionary<string, string[]> Validate();

    /// <summary>Adds what is wrong with <see cref="Missing"/>.</summary>
    protected void CheckMissing(Dictionary<string, string[]> errors)
    {
        if (Missing is not (Refuse or Neutral)) errors["missing"] = [$"missing must be {Refuse} or {Neutral}."];
    }

    /// <summary>What is good for whom it is about; none where the score is not about a person or a firm. A method: it is no setting.</summary>
    public virtual IReadOnlyList<FavourableOutcome> Favourable() => [];
}

/// <summary>An outcome that a probability of the event below a threshold brings.</summary>
public sealed record FavourableOutcome(string Name, double Below);
