using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>Row indices into a dataset, ascending: learn on <paramref name="Train"/>, score <paramref name="Test"/>.</summary>
internal sealed record Fold(int[] Train, int[] Test);

/// <summary>
/// The folds of a dataset by the honest protocol. Every fold's training rows hold both classes, and no row is tested twice.
/// The same rows, folds and seed give the same plan on every machine.
/// </summary>
/// <param name="Protocol">stratified, grouped, forward or purged.</param>
/// <param name="Folds">At least one.</param>
/// <param name="Warnings">Why there are fewer folds than asked for.</param>
internal sealed record FoldPlan(string Protocol, IReadOnlyList<Fold> Folds, IReadOnlyList<string> Warnings)
{
    /// <summary>
    /// The outer loop, which estimates the whole recipe: stratified k-fold; grouped if rows have groups; forward if they have
    /// time.
    /// </summary>
    /// <exception cref="BadDataException">No fold would have both classes to learn from.</exception>
    public static FoldPlan Outer(Dataset data, int folds, int seed) => throw new NotImplementedException();

    /// <summary>
    /// The inner loop, which compares or calibrates inside the training rows of an outer fold: as the outer, but purged
    /// k-fold over blocks of time if rows have time, so that every row of the window is scored.
    /// </summary>
    /// <param name="data">The rows' dataset.</param>
    /// <param name="rows">The training rows, ascending; the folds hold these indices.</param>
    /// <param name="folds">How many.</param>
    /// <param name="seed">For the shuffle.</param>
    /// <exception cref="BadDataException">No fold would have both classes to learn from.</exception>
    public static FoldPlan Inner(Dataset data, int[] rows, int folds, int seed) => throw new NotImplementedException();
}
