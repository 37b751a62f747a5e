using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace FinScoring.Core.Training;

/// <summary>A way to learn the event from normalized rows. A new one is one file and one line in <see cref="All"/>.</summary>
internal abstract class Algorithm
{
    public static IReadOnlyList<Algorithm> All { get; } = [new Linear(), new Logistic(), new Gam(), new FastTree(), new FastForest(), new LightGbm()];

    /// <summary>The name that leaves the choice to cross-validation.</summary>
    public const string Auto = "auto";

    /// <summary>The names a caller may choose from.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, .. All.Select(a => a.Name)];

    /// <summary>The name in the options.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it can weigh rows.</summary>
    public virtual bool Weighs => true;

    /// <summary>Whether it runs on this machine.</summary>
    public virtual bool Available => true;

    /// <summary>What a name stands for; for auto, simplest first, with what takes LightGBM's place where it cannot run.</summary>
    public static IReadOnlyList<Algorithm> Candidates(string name) => name == Auto
        ? [new Logistic(), new LightGbm() is { Available: true } boosting ? boosting : new FastTree()]
        : [All.First(a => a.Name == name)];

    /// <summary>What the caller should know about a name's candidates on this machine.</summary>
    public static IReadOnlyList<string> Warnings(string name) => name == Auto && !new LightGbm().Available
        ? ["LightGBM's native library cannot be loaded on this machine: fastTree took its place."]
        : [];

    /// <summary>The normalization it needs, given the one asked for.</summary>
    public abstract string Normalization(string asked);

    /// <summary>Learns. The result does not depend on the number of threads.</summary>
    public abstract Trained Fit(MLContext ml, TrainingRun run);

    /// <summary>ML.NET's Platt calibrator gives 1 / (1 + exp(slope * score + offset)).</summary>
    protected static Trained Calibrated(ITransformer predictor, PlattCalibrator calibrator)
        => new([predictor], -calibrator.Slope, 0 - calibrator.Offset);

    /// <summary>Trees split by order: an affine scale would only cost them digits.</summary>
    protected static string ForTrees(string asked) => asked == "binning" ? asked : "none";
}

/// <summary>What an algorithm learns from.</summary>
/// <param name="Rows">Normalized training rows, with both classes.</param>
/// <param name="Folds">Cross-validation folds of those rows, by position, for an algorithm that calibrates its scores; may be none.</param>
/// <param name="Seed">All chance comes from here.</param>
/// <param name="Threads">How many threads may work on it.</param>
internal sealed record TrainingRun(FeatureMatrix Rows, Func<IReadOnlyList<(int[] Train, int[] Test)>> Folds, int Seed, int Threads);

/// <summary>The last steps of a chain, and log-odds = <paramref name="Slope"/> * Score + <paramref name="Offset"/>.</summary>
internal sealed record Trained(IReadOnlyList<ITransformer> Steps, double Slope, double Offset);
