using System.Text.Json;
using System.Text.Json.Serialization;

namespace FinScoring.Api.Prediction.WhatIf;

/// <summary>The answer to a question. What was not asked for is left out.</summary>
internal sealed record WhatIfAnswer
{
    /// <summary>The answer to the row as it is.</summary>
    public required PredictionAnswer Before { get; init; }

    /// <summary>The answer to the row with the overrides.</summary>
    public PredictionAnswer? After { get; init; }

    /// <summary>After less before.</summary>
    public WhatIfDifference? Difference { get; init; }

    /// <summary>The fewest changes first, then the smallest; empty if there are none.</summary>
    public IReadOnlyList<CounterfactualAnswer>? Counterfactuals { get; init; }

    /// <summary>Why there are no counterfactuals.</summary>
    public string? Message { get; init; }
}

/// <summary>By how much two answers differ.</summary>
/// <param name="LogOdds">In log-odds; below 0 is safer. The sum of the contributions, to 1e-6.</param>
/// <param name="Contributions">Of every feature, the largest in size first.</param>
internal sealed record WhatIfDifference(double LogOdds, IReadOnlyList<ContributionAnswer> Contributions);

/// <summary>Changes that reach the next better decision.</summary>
/// <param name="Changes">The fields to change; all others stay.</param>
/// <param name="After">The answer to the row with them.</param>
internal sealed record CounterfactualAnswer(IReadOnlyList<FieldChange> Changes, PredictionAnswer After);

/// <summary>A field's change.</summary>
/// <param name="Feature">The field.</param>
/// <param name="From">As it was sent; null for a missing one.</param>
/// <param name="To">A number, or a category.</param>
internal sealed record FieldChange(string Feature, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] JsonElement? From, JsonElement To);
