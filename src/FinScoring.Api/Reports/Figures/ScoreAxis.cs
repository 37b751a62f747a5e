using FinScoring.Api.Reports.Content;
using FinScoring.Core.Domains;

namespace FinScoring.Api.Reports.Figures;

/// <summary>
/// Log-odds under names that people use: points for loan, safer to the right; probabilities for the others. Log-odds spread rare
/// events, which probabilities would squeeze to a corner.
/// </summary>
internal static class ScoreAxis
{
    private const double Closest = 0.09;

    private static readonly double[] Probabilities =
        [0.5, 0.1, 0.9, 0.01, 0.99, 0.001, 0.999, 0.0001, 0.9999, 0.2, 0.8, 0.05, 0.95, 0.02, 0.98, 0.3, 0.7, 0.005, 0.995, 0.002, 0.998];

    /// <summary>Keeps the log-odds of a certain probability on paper.</summary>
    private const double Clip = 1e-6;

    /// <summary>To draw by; what is printed is not clipped.</summary>
    public static double LogOdds(double probability)
        => Math.Log(Math.Clamp(probability, Clip, 1 - Clip) / (1 - Math.Clamp(probability, Clip, 1 - Clip)));

    /// <summary>The score of a probability as answers have it; those of 0 and of 1 have no end.</summary>
    public static string Score(LoanPolicy policy, double probability)
        => probability is > 0 and < 1 ? Format.Count(policy.Score(Math.Log(probability / (1 - probability)))) : Format.None;

    /// <param name="policy">Whose points the axis shows.</param>
    /// <param name="low">The lowest log-odds.</param>
    /// <param name="high">The highest.</param>
    public static Axis Of(Policy policy, double low, double high)
        => policy is LoanPolicy loan
            ? new("Score in points: safer to the right", high, low, [.. Points(loan, low, high)])
            : new("Probability of the event", low, high, Probable(low, high));

    private static IEnumerable<Tick> Points(LoanPolicy policy, double low, double high)
    {
        double At(double logOdds) => policy.Points - policy.PointsOf(logOdds + Math.Log(policy.Odds));
        var perUnit = policy.PointsOf(1);
        return Axis.Inside(At(high), At(low), v => Format.Number(v)).Select(tick => tick with { At = (At(0) - tick.At) / perUnit });
    }

    private static List<Tick> Probable(double low, double high)
    {
        var ticks = Probabilities.Select(p => new Tick(LogOdds(p), Format.ShortPercent(p)));
        var usual = Apart(ticks.Where(tick => tick.At >= low && tick.At <= high), high - low);
        if (usual.Count >= Axis.Fewest) return usual;
        // They lie close together, so round ones among them are taken.
        double from = 1 / (1 + Math.Exp(-low)), to = 1 / (1 + Math.Exp(-high));
        return Apart(Axis.Inside(from, to, Format.ShortPercent).Select(tick => tick with { At = LogOdds(tick.At) }), high - low);
    }

    /// <summary>Those that leave room for the words of the ones before them.</summary>
    private static List<Tick> Apart(IEnumerable<Tick> ticks, double width)
    {
        var kept = new List<Tick>();
        foreach (var tick in ticks)
            if (kept.All(other => Math.Abs(other.At - tick.At) >= Closest * width)) kept.Add(tick);
        return kept;
    }
}
