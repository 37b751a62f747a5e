using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace FinScoring.Core.Training;

/// <summary>A way to learn the event from normalized rows. A new one is one file and one line in <see cref="Algorithms"/>.</summary>
internal abstract class Algorithm
{
    /// <summary>The name in the options.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it can weigh rows.</summary>
    public virtual bool Weighs => true;

    /// <summary>Whether it can promise that its score only rises, or only falls, with a number.</summary>
    public virtual bool Monotone => false;

    /// <summary>Whether what one column means to it may depend on another.</summary>
    public virtual bool FindsInteractions => false;

    /// <summary>Whether it runs on this machine.</summary>
    public virtual bool Available => true;

    /// <summary>Whether its log-odds are calibrated on rows that its model did not see.</summary>
    public virtual bool IsCalibrated => false;

    /// <summary>What tells this setting from the algorithm's others; null if there are none.</summary>
    public virtual string? Setting => null;

    /// <summary>The options by which a training may ask for settings.</summary>
    public virtual IReadOnlyList<string> Settable => [];

    /// <summary>The settings that the training asked for, as a message has them; null for none.</summary>
    public virtual string? Asked => null;

    /// <summary>Itself with these settings, as far as they are asked for; all of them are <see cref="Settable"/>.</summary>
    public virtual Algorithm With(BoostingOptions asked) => this;

    /// <summary>Settings to choose from by cross-validation, the usual one first.</summary>
    /// <param name="eventsPerInput">Rows of the rarer class per input of the data.</param>
    public virtual IReadOnlyList<Algorithm> Settings(double eventsPerInput) => [this];

    /// <summary>Whether it has settings to be decided on the training rows before it is fitted or compared.</summary>
    public virtual bool Tunes => false;

    /// <summary>Itself with those settings decided. The result does not depend on the number of threads.</summary>
    public virtual Algorithm Tuned(TrainingRun run) => this;

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
