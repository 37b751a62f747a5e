namespace FinScoring.Core.Selection;

/// <summary>Why a column stayed or went.</summary>
/// <param name="Name">The column.</param>
/// <param name="Kept">Whether the model uses it.</param>
/// <param name="Reason">Why, as the end of a sentence that begins "It stayed (or went) because ".</param>
/// <param name="MutualInformation">With the label, in nats, every row counting alike, corrected for bias (Miller and Madow 1955); null when not computed.</param>
/// <param name="InformationValue">IV over the same bins; null when not computed.</param>
/// <param name="CorrelatedWith">The kept column it repeats, if it went for that.</param>
/// <param name="Correlation">Pearson correlation with that column.</param>
public sealed record FeatureReport(
    string Name, bool Kept, string Reason, double? MutualInformation = null, double? InformationValue = null,
    string? CorrelatedWith = null, double? Correlation = null);
