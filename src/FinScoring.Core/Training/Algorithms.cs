using FinScoring.Core.Data;

namespace FinScoring.Core.Training;

/// <summary>The table of algorithms.</summary>
internal static class Algorithms
{
    /// <summary>The name that leaves the choice to cross-validation.</summary>
    public const string Auto = "auto";

    private static readonly Logistic Logistic = new();
    private static readonly LightGbm LightGbm = new();
    private static readonly FastTree FastTree = new();
    private static readonly Scorecard Scorecard = new();

    public static IReadOnlyList<Algorithm> All { get; } = [Logistic, LightGbm, FastTree, new FastForest(), new Gam(), new Linear(), Scorecard];

    /// <summary>Below this, bins fit the few events: a column's bins take several parameters, not one.</summary>
    private const double EventsForBins = 5;

    /// <summary>The names a caller may choose from.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, .. All.Select(a => a.Name), Mix.BlendName];

    /// <summary>
    /// The algorithms behind a name, simplest first. Of each family, settings and kindred algorithms, cross-validation chooses one.
    /// </summary>
    /// <param name="options">Name one of <see cref="Names"/>. What cannot be monotone is no candidate of auto where that is asked for.</param>
    /// <param name="eventsPerInput">
    /// Rows of the rarer class per input of the data; null where rows follow time: few folds are independent then, and what wins
    /// on past ones by a little may lose on the next, so each family has one.
    /// </param>
    public static IReadOnlyList<IReadOnlyList<Algorithm>> Families(TrainingOptions options, double? eventsPerInput)
    {
        var families = Families(options.Algorithm, eventsPerInput);
        return options.Algorithm == Auto && options.Monotone.Count > 0
            ? [.. families.Select(f => f.Where(a => a.Monotone).ToArray()).Where(f => f.Length > 0)]
            : families;
    }

    /// <summary>The names of those that can be monotone, for a message.</summary>
    public static string NamesOfMonotone { get; } = string.Join(" or ", All.Where(a => a.Monotone).Select(a => a.Name));

    /// <summary>What a name stands for; for auto, the candidates, simplest first.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="algorithms">One of each of its families, in that order.</param>
    /// <param name="inTime">Whether rows follow time: auto does not blend then.</param>
    public static IReadOnlyList<Mix> Candidates(string name, IReadOnlyList<Algorithm> algorithms, bool inTime) => name switch
    {
        Auto when inTime || algorithms.Count == 1 => [.. algorithms.Select(a => new Mix(a))],
        Auto => [.. algorithms.Select(a => new Mix(a)), Mix.Blend(algorithms)],
        Mix.BlendName => [Mix.Blend(algorithms)],
        _ => [new Mix(algorithms[0])],
    };

    private static IReadOnlyList<IReadOnlyList<Algorithm>> Families(string name, double? eventsPerInput) => name is not (Auto or Mix.BlendName)
        ? [eventsPerInput is { } events ? All.First(a => a.Name == name).Settings(events) : [All.First(a => a.Name == name)]]
        : eventsPerInput is { } perInput
            ? [[.. Logistic.Settings(perInput), .. Bins(perInput)], [Boosting(LightGbm.Available)]]
            : [[Logistic], [Boosting(LightGbm.Available)]];

    private static IReadOnlyList<Algorithm> Bins(double eventsPerInput) => eventsPerInput < EventsForBins ? [] : [Scorecard];

    /// <summary>What the caller should know about a name's algorithms on this machine.</summary>
    public static IReadOnlyList<string> Warnings(string name) => Warnings(name, LightGbm.Available);

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="native">Whether LightGBM's native library is there.</param>
    internal static IReadOnlyList<string> Warnings(string name, bool native) => name is Auto or Mix.BlendName && !native
        ? ["LightGBM's native library cannot be loaded on this machine: fastTree took its place."]
        : [];

    /// <param name="native">Whether LightGBM's native library is there.</param>
    internal static Algorithm Boosting(bool native) => native ? LightGbm : FastTree;
}
