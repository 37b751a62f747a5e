using FinScoring.Api.Reports.Content;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation.Fairness;

namespace FinScoring.Api.Reports.Sections;

/// <summary>
/// What of an audit belongs among the warnings: shares below four fifths at the thresholds of the policy in force, and groups whose risk
/// is overstated more, or less, than that of the reference. Small groups are neither named nor compared with.
/// </summary>
internal static class FairnessFindings
{
    public const double FourFifths = 0.8;

    public static IEnumerable<string> Of(FairnessReport report, Policy policy)
    {
        var told = report.Groups.Where(g => !g.Small).ToArray();
        var names = told.Select(g => g.Group).ToHashSet();
        // Thresholds may coincide: then nothing is reviewed.
        foreach (var outcome in policy.Favourable().DistinctBy(o => o.Below))
        {
            var low = FairnessAtPolicy.At(report, policy, outcome).Where(row => names.Contains(row.Group))
                .Select(row => (row.Group, Compared: Compared(row.Outcome, names.Contains(report.Reference) ? report.Reference : null)))
                .Where(row => row.Compared.Ratio < FourFifths);
            foreach (var against in low.GroupBy(row => row.Compared.Against))
                yield return $"By {report.Column}, a protected column, the share {Words(outcome.Name)} is below 4/5 of that of {against.Key} "
                    + $"for {Format.And([.. against.Select(row => $"{row.Group} ({Format.Ratio(row.Compared.Ratio)})")])}: see Fairness.";
        }

        if (!names.Contains(report.Reference)) yield break;
        string[] off = [.. told.Where(g => g.CalibrationDifference?.Interval is { Low: > 0 } or { High: < 0 })
            .Select(g => $"{g.Group} ({Format.Difference(g.CalibrationDifference!.Value)} points)")];
        if (off.Length > 0)
            yield return $"By {report.Column}, a protected column, risk is overstated more (above 0) or less (below 0) than for "
                + $"{report.Reference}, by a difference whose interval does not hold 0: {Format.And(off)}; see Fairness.";
    }

    /// <summary>Against the best group; in audits of before there was one against the reference.</summary>
    private static (string? Against, double? Ratio) Compared(OutcomeReport outcome, string? reference)
        => outcome.BestGroup is { } best
            ? (best, outcome.RatioToBest?.Value)
            : (reference, reference is null ? null : outcome.DisparateImpact?.Value);

    private static string Words(string outcome) => outcome switch
    {
        "approve" => "approved",
        "approve or review" => "approved or in review",
        "below high" => "with a risk below high",
        _ => $"with {outcome}",
    };
}
