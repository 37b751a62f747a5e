namespace FinScoring.Core.Evaluation;

/// <summary>Ten bins of equal mass.</summary>
internal static class CalibrationBins
{
    public const int Count = 10;

    /// <summary>The steps, of rising probability, by bin. An empty bin is left out.</summary>
    public static IReadOnlyList<IReadOnlyList<ScoreStep>> Of(IReadOnlyList<ScoreStep> steps)
    {
        var binsPerWeight = Count / steps.Sum(s => s.Weight);
        var below = 0.0;
        return [.. steps.GroupBy(Bin).Select(bin => bin.ToArray())];

        int Bin(ScoreStep step)
        {
            var bin = At(below, step.Weight, binsPerWeight);
            below += step.Weight;
            return bin;
        }
    }

    /// <summary>The bin of a step, which stays whole: that of its middle rank.</summary>
    public static int At(double below, double weight, double binsPerWeight)
        => Math.Min((int)((below + weight / 2) * binsPerWeight), Count - 1);
}
