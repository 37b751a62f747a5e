namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>Thresholds fine enough for any policy: a tenth of a unit of log-odds apart over the range of some probabilities, and 1.</summary>
internal static class ThresholdGrid
{
    private const int PerUnit = 10;

    /// <summary>Of log-odds. Beyond, no policy tells rows apart.</summary>
    private const int Widest = 10;

    /// <param name="lowest">The lowest probability.</param>
    /// <param name="highest">The highest one.</param>
    public static double[] Of(double lowest, double highest)
    {
        int first = (int)Math.Floor(Place(lowest)), last = (int)Math.Ceiling(Place(highest));
        return [.. Enumerable.Range(first, last - first + 1).Select(k => 1 / (1 + Math.Exp(-(double)k / PerUnit))), 1];
    }

    private static double Place(double probability) => PerUnit * Math.Clamp(Math.Log(probability / (1 - probability)), -Widest, Widest);
}
