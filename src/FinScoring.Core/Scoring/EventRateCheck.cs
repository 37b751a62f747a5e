using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;

namespace FinScoring.Core.Scoring;

/// <summary>Whether a labelled file holds the event as often as the population that the model was told to forecast for.</summary>
internal static class EventRateCheck
{
    /// <summary>In standard errors of the file's rate: nearer is chance.</summary>
    private const double Beyond = 3;

    public static IEnumerable<string> Warnings(Manifest manifest, ScoredRows rows)
    {
        if (manifest.PriorCorrection is not { PopulationRate: var population }) yield break;
        var rate = Rate(rows);
        if (Math.Abs(rate - population) <= Beyond * Math.Sqrt(population * (1 - population) / EffectiveRows.Of(rows).All)) yield break;
        var cause = rate is > 0 and < 1
            ? FormattableString.Invariant($"calibrationIntercept is off by about {LogOdds(rate) - LogOdds(population):+0.00;-0.00} for that alone, ")
                + "and log-loss, Brier score and calibrationError with it"
            : "what depends on the rate says nothing";
        yield return FormattableString.Invariant($"The event has a share of {100 * rate:0.0##} % in the file, ")
            + FormattableString.Invariant($"and populationRate said {100 * population:0.0##} % at training: {cause}")
            + ". Bring rows in the population's proportions; AUC, Gini and KS do not depend on them.";
    }

    private static double Rate(ScoredRows rows)
        => rows.Weight is { } weight
            ? rows.Label.Zip(weight, (happened, w) => happened ? (double)w : 0).Sum() / weight.Sum(w => (double)w)
            : rows.Label.Average(happened => happened ? 1.0 : 0);

    private static double LogOdds(double rate) => Math.Log(rate / (1 - rate));
}
