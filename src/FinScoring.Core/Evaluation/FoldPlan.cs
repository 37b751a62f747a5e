using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>Row indices into a dataset, ascending: learn on <paramref name="Train"/>, score <paramref name="Test"/>.</summary>
internal sealed record Fold(int[] Train, int[] Test);

/// <summary>
/// The folds of a dataset by the honest protocol. Every fold has both classes to learn from, and no row is tested twice.
/// The same rows, folds and seed give the same plan on every machine.
/// </summary>
/// <param name="Protocol">stratified, grouped, forward or purged.</param>
/// <param name="Folds">At least one, but for <see cref="None"/>.</param>
/// <param name="Warnings">Why there are fewer folds than asked for.</param>
internal sealed record FoldPlan(string Protocol, IReadOnlyList<Fold> Folds, IReadOnlyList<string> Warnings)
{
    /// <summary>Rows of each class that an outer fold learns from, so that an inner loop is possible.</summary>
    private const int FewestOfEach = 2;

    /// <summary>The protocol of folds that follow time.</summary>
    public const string InTime = "forward";

    /// <summary>Share of the rows that the first window of an inner loop has to learn from, at least.</summary>
    private const double FewestToLearnFrom = 0.4;

    /// <summary>Where rows are too few for any folds.</summary>
    public static FoldPlan None { get; } = new("none", [], []);

    /// <summary>
    /// The outer loop, which estimates the whole recipe: stratified k-fold, copies of a row in one fold; grouped if rows have groups;
    /// forward if they have time, whether or not they have groups: a model will meet known groups again, later. Each fold has at least
    /// two rows of each class to learn from, so that an inner loop is possible.
    /// </summary>
    /// <exception cref="BadDataException">No such fold is possible.</exception>
    public static FoldPlan Outer(Dataset data, int folds, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        return data.Time is { } time
            ? Forward(data, time, rows, folds)
            : Shuffled(data, rows, folds, seed, FewestOfEach);
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

    /// <summary>
    /// The inner loop where rows follow time and are of many entities: forward over the later half of the dates, so that what lasts is
    /// chosen, by models of nearly as many rows as the one that is published. Where labels look so far ahead that a purge leaves too
    /// little of that, only rows of the entities tested are purged. Others may share a shock with the test rows, but all lie before
    /// those of the outer loop, which judge the choice.
    /// </summary>
    /// <param name="data">The rows' dataset.</param>
    /// <param name="rows">The training rows, ascending; the folds hold these indices.</param>
    /// <param name="folds">How many.</param>
    /// <exception cref="BadDataException">No fold has both classes to learn from.</exception>
    public static FoldPlan InnerOfEntities(Dataset data, int[] rows, int folds)
    {
        var purged = TimeFolds.Later(data.Time!, data.LabelEnd, rows, folds);
        var isEnough = purged.Count == folds && purged[0].Train.Length >= FewestToLearnFrom * rows.Length;
        return Usable(InTime, data.Label, folds, isEnough ? purged : TimeFolds.LaterByEntity(data.Time!, data.LabelEnd, data.Group, rows, folds), fewest: 1);
    }

    /// <summary>Folds that give each row what others say, whatever their dates: nothing is judged by them.</summary>
    /// <param name="data">The rows' dataset.</param>
    /// <param name="rows">The training rows, ascending; the folds hold these indices.</param>
    /// <param name="folds">How many.</param>
    /// <param name="seed">For the shuffle.</param>
    /// <exception cref="BadDataException">No fold has both classes to learn from.</exception>
    public static FoldPlan CrossFit(Dataset data, int[] rows, int folds, int seed) => Shuffled(data, rows, folds, seed, fewest: 1);

    private static IReadOnlyList<Fold> Windows(Dataset data, long[] time, int[] rows, int folds) => Series.Are(data)
        ? TimeFolds.Forward(time, data.LabelEnd, rows, folds)
        : TimeFolds.ForwardOnceKnown(time, data.LabelEnd, rows, folds);

    private static FoldPlan Forward(Dataset data, long[] time, int[] rows, int folds)
    {
        var purged = Windows(data, time, rows, folds);
        if (data.LabelEnd is not { } ends || purged.Any(f => IsUsable(f, data.Label, FewestOfEach))
            || !TimeFolds.Forward(time, null, rows, folds).Any(f => IsUsable(f, data.Label, FewestOfEach)))
            return Usable(InTime, data.Label, folds, purged, FewestOfEach);
        var ahead = rows.Select(r => TimeSpan.FromTicks(ends[r] - time[r]).TotalDays).Order().ElementAt(rows.Length / 2);
        throw new BadDataException(
            "horizon",
            $"The horizon leaves no rows to learn from: a label is known some {Math.Round(ahead)} days after its row, and no fold has "
            + $"{FewestOfEach} rows with and {FewestOfEach} without the event whose label is known before its test rows begin. Take a shorter horizon, or rows of a longer time.");
    }

    private static bool IsUsable(Fold fold, bool[] label, int fewest)
        => fold.Test.Length > 0 && fold.Train.Count(r => label[r]) >= fewest && fold.Train.Count(r => !label[r]) >= fewest;

    /// <summary>
    /// Blocks of the later half of the dates, each tested by a model of the rows before it: what a line over log-odds is learned
    /// on where rows follow time. Earlier blocks would be those of models of too few rows.
    /// </summary>
    /// <exception cref="BadDataException">No fold has both classes to learn from.</exception>
    public static FoldPlan Later(Dataset data, int[] rows, int folds)
        => Usable("forward", data.Label, folds, TimeFolds.Later(data.Time!, data.LabelEnd, rows, folds), fewest: 1);

    private static FoldPlan Shuffled(Dataset data, int[] rows, int folds, int seed, int fewest)
        => data.Group is not null
            ? Usable("grouped", data.Label, folds, ShuffledFolds.Grouped(data.Label, data.Units!, rows, folds, seed), fewest)
            : Usable("stratified", data.Label, folds, ShuffledFolds.Stratified(data.Label, data.Units, rows, folds, seed), fewest);

    private static FoldPlan Usable(string protocol, bool[] label, int asked, IReadOnlyList<Fold> folds, int fewest)
    {
        Fold[] usable = [.. folds.Where(f => IsUsable(f, label, fewest))];
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
