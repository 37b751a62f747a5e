namespace FinScoring.Core.Training;

/// <summary>The table of algorithms.</summary>
internal static class Algorithms
{
    /// <summary>The name that leaves the choice to cross-validation.</summary>
    public const string Auto = "auto";

    private static readonly Logistic Logistic = new();
    private static readonly LightGbm LightGbm = new();
    private static readonly FastTree FastTree = new();

    public static IReadOnlyList<Algorithm> All { get; } = [Logistic, LightGbm, FastTree, new FastForest(), new Gam(), new Linear(), new Scorecard()];

    /// <summary>The names a caller may choose from.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, .. All.Select(a => a.Name)];

    /// <summary>What a name stands for; for auto, the candidates, simplest first.</summary>
    public static IReadOnlyList<Algorithm> Candidates(string name) => name == Auto
        ? AutoCandidates(LightGbm.Available).Candidates
        : [All.First(a => a.Name == name)];

    /// <summary>What the caller should know about a name's candidates on this machine.</summary>
    public static IReadOnlyList<string> Warnings(string name)
        => name == Auto && AutoCandidates(LightGbm.Available).Warning is { } warning ? [warning] : [];

    /// <param name="native">Whether LightGBM's native library is there.</param>
    internal static (IReadOnlyList<Algorithm> Candidates, string? Warning) AutoCandidates(bool native) => native
        ? ([Logistic, LightGbm], null)
        : ([Logistic, FastTree], "LightGBM's native library cannot be loaded on this machine: fastTree took its place.");
}
