namespace FinScoring.Core.Evaluation;

/// <summary>Ten bins of equal mass.</summary>
internal static class CalibrationBins
{
    private const int Bins = 10;

    /// <summary>The steps, of rising probability, by bin; each stays whole, in the bin of its middle rank. An empty bin is left out.</summary>
    public static IReadOnlyList<IReadOnlyList<ScoreStep>> Of(IReadOnlyList<ScoreStep> steps)
    {
        var binsPerWeight = Bins / steps.Sum(s => s.Weight);
        var below = 0.0;
        return [.. steps.GroupBy(Bin).Select(bin => bin.ToArray())];

        int Bin(ScoreStep step)
        {
            var middle = below + step.Weight / 2;
            below += step.Weight;
            return Math.Min((int)(middle * binsPerWeight), Bins - 1);
        }
    }

    /// <summary>Expected calibration error: the bins' distances between mean probability and event rate, weighted by their mass.</summary>
    public static double Error(IReadOnlyList<ScoreStep> steps)
        => Of(steps).Sum(bin => Math.Abs(bin.Sum(s => s.Weight * s.Probability - s.Events))) / steps.Sum(s => s.Weight);
}
