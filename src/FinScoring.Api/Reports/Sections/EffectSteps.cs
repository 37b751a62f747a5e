using FinScoring.Core.Explanation.Effects;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Api.Reports.Sections;

/// <summary>A scorecard's contribution of a number: the same throughout a bin.</summary>
/// <param name="From">Where the bin begins; minus infinity for the first.</param>
/// <param name="To">Where it ends; infinity for the last.</param>
/// <param name="Contribution">In log-odds, less the mean of the rows compared with.</param>
internal sealed record EffectStep(double From, double To, double Contribution);

internal static class EffectSteps
{
    private const double Rounding = 1e-6;

    /// <summary>Of rising number; none for a category, and for a model that is no scorecard.</summary>
    public static IReadOnlyList<EffectStep> Of(ScorecardTable? card, FeatureEffect effect)
    {
        var feature = card?.Features.FirstOrDefault(f => f.Name == effect.Feature);
        EffectStep[] steps = [.. (feature?.Bins ?? []).Where(b => b.Kind == BinKind.Range)
            .Select(b => new EffectStep(b.From ?? double.NegativeInfinity, b.To ?? double.PositiveInfinity, b.LogOdds))];
        // Rows that all lie in one bin tell how far contributions are moved from the bin's log-odds: all by the same.
        var inOneBin = effect.Points.FirstOrDefault(p => p.Kind == EffectPointKind.Range && p.High - p.Low < Rounding && Math.Abs(p.Contribution - p.Low) < Rounding);
        if (inOneBin is null || steps.Length == 0) return [];
        var moved = inOneBin.Contribution - steps.Last(s => s.From <= inOneBin.Value!.Value).Contribution;
        return [.. steps.Select(s => s with { Contribution = s.Contribution + moved })];
    }
}
