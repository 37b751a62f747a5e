using FinScoring.Core.Data;

namespace FinScoring.Core.Explanation.Effects;

/// <summary>What the rows of a point have in common.</summary>
public enum EffectPointKind
{
    /// <summary>Numbers next to each other.</summary>
    Range,

    /// <summary>A code among the numbers.</summary>
    Code,

    /// <summary>A level of a category.</summary>
    Level,

    /// <summary>The less frequent levels of a category.</summary>
    Others,

    /// <summary>No value.</summary>
    Missing,
}

/// <summary>What an input contributes, over rows that are alike in it.</summary>
/// <param name="Kind">What they have in common.</param>
/// <param name="Label">The level, the code, or what they are; null for a range of numbers.</param>
/// <param name="Value">The mean of their numbers, the code; null for a category and where missing.</param>
/// <param name="Contribution">The mean contribution, in log-odds.</param>
/// <param name="Low">The 10 % quantile of the contributions.</param>
/// <param name="High">The 90 % quantile. Where the two are apart, the contribution depends on other inputs too.</param>
/// <param name="Rows">How many they are.</param>
public sealed record EffectPoint(EffectPointKind Kind, string? Label, double? Value, double Contribution, double Low, double High, int Rows)
{
    private const double LowShare = 0.1, HighShare = 0.9;

    internal static EffectPoint Of(EffectPointKind kind, string? label, double? value, IEnumerable<double> contributions)
    {
        double[] sorted = [.. contributions.Order()];
        return new(kind, label, value, sorted.Average(), Quantile.Of(sorted, LowShare), Quantile.Of(sorted, HighShare), sorted.Length);
    }
}
