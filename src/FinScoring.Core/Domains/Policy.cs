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
    public bool Assumed { get; init; }

    /// <summary>Every finding, by camelCase field name; empty when the policy is sound.</summary>
    public abstract IReadOnlyDictionary<string, string[]> Validate();

    /// <summary>What is good for whom it is about; none where the score is not about a person or a firm. A method: it is no setting.</summary>
    public virtual IReadOnlyList<FavourableOutcome> Favourable() => [];
}

/// <summary>An outcome that a probability of the event below a threshold brings.</summary>
public sealed record FavourableOutcome(string Name, double Below);
