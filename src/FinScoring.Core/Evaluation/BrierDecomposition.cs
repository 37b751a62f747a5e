namespace FinScoring.Core.Evaluation;

/// <summary>
/// What the Brier score is made of (CORP: Dimitriadis, Gneiting and Jordan 2021):
/// brier = miscalibration - discrimination + uncertainty. Recalibrated by isotonic regression on the same rows, which flatters
/// a little where rows are few; the model's own probabilities stay as they are.
/// </summary>
/// <param name="Miscalibration">What the best monotone recalibration would save; 0 is perfect.</param>
/// <param name="Discrimination">What the recalibrated probabilities save against the event rate as forecast; 0 tells nothing apart.</param>
/// <param name="Uncertainty">The Brier score of the event rate as forecast: event rate times its complement.</param>
/// <param name="Isotonic">The Brier score of the recalibrated probabilities: brier - miscalibration.</param>
public sealed record BrierDecomposition(double Miscalibration, double Discrimination, double Uncertainty, double Isotonic)
{
    internal static BrierDecomposition Of(double brier, IReadOnlyList<IsotonicBlock> blocks)
    {
        double total = blocks.Sum(b => b.Weight), rate = blocks.Sum(b => b.Events) / total;
        var uncertainty = rate * (1 - rate);
        var isotonic = blocks.Sum(b => b.Events * b.Others / b.Weight) / total;
        return new(brier - isotonic, uncertainty - isotonic, uncertainty, isotonic);
    }
}
