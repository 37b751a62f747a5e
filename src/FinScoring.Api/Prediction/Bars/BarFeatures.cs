using FinScoring.Core.Domains;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction.Bars;

/// <summary>Brings the features of a window into a row.</summary>
internal static class BarFeatures
{
    /// <returns>How large a return over the model's horizon usually is.</returns>
    public static double Set(BarLayout layout, BarWindow window, ScoringRow row)
    {
        Span<double> features = stackalloc double[BarWindow.Names.Count];
        window.Compute(features);
        for (var i = 0; i < features.Length; i++)
        {
            if (layout.Features[i] is not (>= 0 and var input))
                continue;
            if (double.IsNaN(features[i])) row.SetMissing(input);
            else row.SetNumber(input, features[i], default);
        }

        return BarWindow.ReturnScale(features, row.Scorer.Manifest.Signature.Horizon ?? 1);
    }

    /// <summary>Where there are no features: stands in for them, so that completing the row names only what else is wrong.</summary>
    public static void SetNone(BarLayout layout, ScoringRow row)
    {
        foreach (var input in layout.Features.Where(input => input >= 0))
            row.SetNumber(input, row.Scorer.Manifest.Signature.Inputs[input].Min ?? 0, default);
    }
}
