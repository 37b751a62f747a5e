namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>95 % intervals of a share of independent rows by Clopper and Pearson (1934), at the edges, where they have a closed form.</summary>
internal static class ExactInterval
{
    private const double Tail = 0.025;

    /// <param name="rate">0 or 1.</param>
    /// <param name="rows">How many rows, above 0.</param>
    public static Interval AtEdge(double rate, double rows)
    {
        // So far from the edge that the rows would all be alike in one case of forty.
        var width = 1 - Math.Pow(Tail, 1 / rows);
        return rate == 0 ? new(0, width) : new(1 - width, 1);
    }
}
