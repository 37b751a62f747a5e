namespace FinScoring.Core.Data;

/// <summary>How many rows of equal weight some weights are worth: (sum of w)^2 / sum of w^2 (Kish 1965).</summary>
internal static class UnequalWeights
{
    // Sampling weights are rarely worth less than a third of their rows.
    private const double FewestShare = 0.2;

    public static double EffectiveRows(IReadOnlyCollection<float> weights)
    {
        double sum = 0, squares = 0;
        foreach (double weight in weights) (sum, squares) = (sum + weight, squares + weight * weight);
        return sum * sum / squares;
    }

    /// <summary>A warning where they are worth far fewer rows than there are; none without weights.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyCollection<float>? weights)
    {
        if (weights is not { Count: > 0 } || EffectiveRows(weights) is var rows && rows >= FewestShare * weights.Count) yield break;
        yield return $"The weights are so unequal that {weights.Count} rows tell no more than {Math.Max(1, Math.Round(rows))} of equal weight would "
            + "(Kish's effective sample size): look at the largest weights.";
    }
}
