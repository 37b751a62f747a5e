using FinScoring.Core.Data;
using FinScoring.Core.Training.Boosting;

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

    /// <summary>For a question beside the model: few shallow trees find a curve, or two columns that say something together, in a moment.</summary>
    public static Algorithm Quick => LightGbm.Available ? new LightGbm(BoostingPlan.Cautious) : FastTree;

    /// <summary>Below this, bins fit the few events: a column's bins take several parameters, not one.</summary>
    private const double EventsForBins = 5;

    /// <summary>In time: with fewer, most blocks to be forecast hold none, and a comparison tells next to nothing.</summary>
    public const int EventsForBoosting = 10;

    /// <summary>The names a caller may choose from.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, .. All.Select(a => a.Name), Mix.BlendName];

    /// <summary>
    /// The algorithms behind a name, simplest first. Of each family, settings and kindred algorithms, cross-validation chooses one.
    /// </summary>
    /// <param name="options">Name one of <see cref="Names"/>. What cannot be monotone is no candidate of auto where that is asked for.</param>
    /// <param name="events">Independent events, of the rarer class.</param>
    /// <param name="inputs">Inputs of the data.</param>
    /// <param name="inTime">
    /// Whether rows follow time and are a series, or tell of few events: few folds are independent then, and what wins on past ones by a
    /// little may lose on the next, so there are no kindred algorithms, and with few events no flexible one.
    /// </param>
    public static IReadOnlyList<IReadOnlyList<Algorithm>> Families(TrainingOptions options, int events, int inputs, bool inTime)
    {
        var families = Families(options.Algorithm, BoostingOptions.Of(options), (double)events / inputs, inTime);
        if (options.Algorithm != Auto) return families;
        if (options.Monotone.Count > 0) families = [.. families.Select(f => f.Where(a => a.Monotone).ToArray()).Where(f => f.Length > 0)];
        return inTime && events < EventsForBoosting ? [families[0]] : families;
    }

    /// <summary>The names of those that can be monotone, for a message.</summary>
    public static string NamesOfMonotone { get; } = string.Join(" or ", All.Where(a => a.Monotone).Select(a => a.Name));

    /// <summary>The names of those that a setting can be asked of, for a message.</summary>
    public static string NamesOfSettable(string option) => string.Join(" or ", All.Where(a => a.Settable.Contains(option)).Select(a => a.Name));

    /// <summary>What a name stands for; for auto, the candidates, simplest first.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="algorithms">One of each of its families, in that order.</param>
    /// <param name="inTime">Whether rows are a series, or tell of few events in time: auto compares single algorithms then, or, with few events, blends.</param>
    /// <param name="fewEvents">In time: whether folds cannot tell algorithms apart.</param>
    public static IReadOnlyList<Mix> Candidates(string name, IReadOnlyList<Algorithm> algorithms, bool inTime, bool fewEvents = false) => name switch
    {
        Auto when algorithms.Count == 1 || (inTime && !fewEvents) => [.. algorithms.Select(a => new Mix(a))],
        Auto when inTime => [Mix.Blend(algorithms)],
        Auto => [.. algorithms.Select(a => new Mix(a)), Mix.Blend(algorithms)],
        Mix.BlendName => [Mix.Blend(algorithms)],
        _ => [new Mix(algorithms[0])],
    };

    private static IReadOnlyList<IReadOnlyList<Algorithm>> Families(
        string name, BoostingOptions asked, double eventsPerInput, bool inTime) => name is not (Auto or Mix.BlendName)
        ? [All.First(a => a.Name == name).With(asked).Settings(eventsPerInput)]
        : [[.. Logistic.Settings(eventsPerInput), .. inTime ? [] : Bins(eventsPerInput)], [Boosting(LightGbm.Available)]];

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
