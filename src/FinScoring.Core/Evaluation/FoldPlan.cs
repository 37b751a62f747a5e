using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>Row indices into a dataset, ascending: learn on <paramref name="Train"/>, score <paramref name="Test"/>.</summary>
internal sealed record Fold(int[] Train, int[] Test);

/// <summary>
/// The folds of a dataset by the honest protocol. Every fold has both classes to learn from, and no row is tested twice.
/// The same rows, folds and seed give the same plan on every machine.
/// </summary>
/// <param name="Protocol">stratified, grouped, forward or purged.</param>
/// <param name="Folds">At least one.</param>
/// <param name="Warnings">Why there are fewer folds than asked for.</param>
internal sealed record FoldPlan(string Protocol, IReadOnlyList<Fold> Folds, IReadOnlyList<string> Warnings)
{
    /// <summary>
    /// The outer loop, which estimates the whole recipe: stratified k-fold; grouped if rows have groups; forward if they have
    /// time, whether or not they have groups: a model will meet known groups again, later. Each fold has at least two rows of each class to learn from, so that an inner loop is possible.
    /// </summary>
    /// <exception cref="BadDataException">No such fold is possible.</exception>
    public static FoldPlan Outer(Dataset data, int folds, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        return data.Time is { } time
            ? Usable("forward", data.Label, folds, TimeFolds.Forward(time, data.LabelEnd, rows, folds), fewest: 2)
            : Shuffled(data, rows, folds, seed, fewest: 2);
    }

    /// <summary>
    /// The inner loop, which compares or calibrates inside the training rows of an outer fold: as the outer, but purged
    /// k-fold over blocks of time if rows have time, so that early rows are scored too.
    /// </summary>
    /// <param name="data">The rows' dataset.</param>
    /// <param name="rows">The training rows, ascending; the folds hold these indices.</param>
    /// <param name="folds">How many.</param>
    /// <param name="seed">For the shuffle.</param>
    /// <exception cref="BadDataException">No fold has both classes to learn from.</exception>
    public static FoldPlan Inner(Dataset data, int[] rows, int folds, int seed)
        => data.Time is { } time
            ? Usable("purged", data.Label, folds, TimeFolds.Purged(time, data.LabelEnd, rows, folds), fewest: 1)
            : Shuffled(data, rows, folds, seed, fewest: 1);

    private static FoldPlan Shuffled(Dataset data, int[] rows, int folds, int seed, int fewest)
        => data.Group is { } group
            ? Usable("grouped", data.Label, folds, ShuffledFolds.Grouped(data.Label, group, rows, folds, seed), fewest)
            : Usable("stratified", data.Label, folds, ShuffledFolds.Stratified(data.Label, rows, folds, seed), fewest);

    private static FoldPlan Usable(string protocol, bool[] label, int asked, IReadOnlyList<Fold> folds, int fewest)
    {
        Fold[] usable = [.. folds.Where(f => f.Test.Length > 0 && f.Train.Count(r => label[r]) >= fewest && f.Train.Count(r => !label[r]) >= fewest)];
        if (usable.Length == 0)
        {
            throw new BadDataException(
                "data",
                "There are too few rows (or groups, or dates) to evaluate a model: "
                + $"no fold has {fewest} with and {fewest} without the event to learn from.");
        }

        return new(protocol, usable, usable.Length == asked ? [] : [Fewer(usable.Length, asked)]);
    }

    private static string Fewer(int folds, int asked)
        => $"Evaluated on {folds} folds instead of {asked}: too few rows with or without the event (or groups, or dates) for more.";
}
