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
}
