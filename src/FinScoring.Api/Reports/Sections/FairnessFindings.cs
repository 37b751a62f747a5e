using FinScoring.Api.Reports.Content;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation.Fairness;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What of an audit is to be looked into, at the thresholds of the policy in force. Of small groups nothing is.</summary>
internal static class FairnessFindings
{
    public const double FourFifths = 0.8;

    public static IEnumerable<string> Of(FairnessReport report, Policy policy)
    {
        var told = report.Groups.Where(g => !g.Small).ToDictionary(g => g.Group);
        foreach (var outcome in policy.Favourable())
        {
            (string Group, double Ratio)[] low = [.. At(report, policy, outcome).Where(row => told.ContainsKey(row.Group))
                .Select(row => (row.Group, Ratio: Lowest(row.Outcome))).Where(row => row.Ratio < FourFifths)];
            if (low.Length > 0)
                yield return $"By {report.Column}, a protected column, the share with {outcome.Name} is below 4/5 of that of the reference "
                    + $"or the best group for {Format.And([.. low.Select(row => $"{row.Group} ({Format.Ratio(row.Ratio)})")])}: see Fairness.";
        }

        string[] off = [.. told.Values.Where(g => g.CalibrationDifference?.Interval is { Low: > 0 } or { High: < 0 })
            .Select(g => $"{g.Group} ({Format.Difference(g.CalibrationDifference!.Value)} points)")];
        if (off.Length > 0)
            yield return $"By {report.Column}, a protected column, the risk of some groups is overstated (above 0) or understated against "
                + $"{report.Reference} by more than chance explains: {Format.And(off)}. See Fairness.";
    }

    private static IEnumerable<(string Group, OutcomeReport Outcome)> At(FairnessReport report, Policy policy, FavourableOutcome outcome)
        => FairnessAtPolicy.Changed(report, policy).Contains(outcome)
            ? FairnessAtPolicy.Of(report, outcome)
            : from g in report.Groups from o in g.Outcomes where o.Outcome == outcome.Name && o.Below == outcome.Below select (g.Group, o);

    /// <summary>Infinity where there is nothing to compare with.</summary>
    private static double Lowest(OutcomeReport outcome)
        => Math.Min(outcome.DisparateImpact?.Value ?? double.PositiveInfinity, outcome.RatioToBest?.Value ?? double.PositiveInfinity);
}
