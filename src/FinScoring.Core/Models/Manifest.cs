using System.Text.Json;
using System.Text.Json.Serialization;
using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Normalization;
using FinScoring.Core.Normalization.PerColumn;
using FinScoring.Core.Selection;

namespace FinScoring.Core.Models;

/// <summary>Everything there is to know about one version, stored beside its artefact as manifest.json.</summary>
public record Manifest
{
    public required string Domain { get; init; }

    public required string Model { get; init; }

    /// <summary>1, 2, 3, ...; set when published, never reused.</summary>
    public int Version { get; init; }

    /// <summary>The training job, or the id of the recalibration. Each publishes at most one version.</summary>
    public required string Job { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required string Event { get; init; }

    /// <summary>The algorithm that was fitted.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Why: asked for, or how auto compared.</summary>
    public required string AlgorithmReason { get; init; }

    /// <summary>What auto compared, best first.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>The algorithms that a blend averages, each with its share of the log-odds; empty for a single one.</summary>
    // What was stored before there were any is read as null.
    public IReadOnlyList<BlendMember> Blend { get; init => field = value ?? []; } = [];

    /// <summary>
    /// How the log-odds were calibrated; null with calibration=none, where rows were too few (in time: independent events), where the
    /// algorithm calibrates itself, and where one linear algorithm was asked for and 1,000 rows of the rarer class leave nothing to mend.
    /// </summary>
    public Calibration? Calibration { get; init; }

    /// <summary>How the log-odds were moved to the population's event rate, after any calibration; null without populationRate.</summary>
    public PriorCorrection? PriorCorrection { get; init; }

    /// <summary>
    /// Where this version has the model of another and another line over its log-odds: what it comes from. Calibration and
    /// priorCorrection are those of the training then; logOdds has the line in force. Null for one that was trained.
    /// </summary>
    public RecalibratedFrom? RecalibratedFrom { get; init; }

    public required TrainingOptions Options { get; init; }

    public required Signature Signature { get; init; }

    public required RowCounts Rows { get; init; }

    public required IReadOnlyList<FeatureReport> Selection { get; init; }

    /// <summary>How each numeric column was normalized for the linear model; empty without one, and where all were normalized alike.</summary>
    // What was stored before there were any is read as null.
    public IReadOnlyList<ColumnNormalization> Normalization { get; init => field = value ?? []; } = [];

    /// <summary>
    /// What a linear model, alone or in a blend, takes a number beyond its training range for: the nearest end. Empty without one,
    /// and in versions stored before numbers were held to their range.
    /// </summary>
    public IReadOnlyList<ColumnRange> Ranges { get; init => field = value ?? []; } = [];

    /// <summary>Pooled out-of-fold metrics of the whole recipe.</summary>
    public required Metrics Metrics { get; init; }

    /// <summary>The evaluation behind <see cref="Metrics"/>.</summary>
    public required EvaluationReport Evaluation { get; init; }

    /// <summary>
    /// How the groups of each protected column fare, out of fold, at the thresholds of the domain's default policy. Empty without
    /// protected columns, and for trade.
    /// </summary>
    // What was stored before there were audits is read as null.
    public IReadOnlyList<FairnessReport> Fairness { get; init => field = value ?? []; } = [];

    /// <summary>From the chain's Score to log-odds.</summary>
    public required LogOddsMap LogOdds { get; init; }

    /// <summary>The table of bins, for a scorecard; else null.</summary>
    public ScorecardTable? Scorecard { get; init; }

    /// <summary>Trade: mean simple return over the horizon after up and after other bars; expectedReturn mixes them by the probability, scaled by the volatility of its bars.</summary>
    public ReturnMeans? Returns { get; init; }

    /// <summary>Made-up rows and their answers: a loaded model must reproduce them.</summary>
    public required IReadOnlyList<GoldenRow> Golden { get; init; }

    /// <summary>SHA-256 of the training file, lower-case hex.</summary>
    public required string DataHash { get; init; }

    /// <summary>Library to version.</summary>
    public required IReadOnlyDictionary<string, string> Libraries { get; init; }

    /// <summary>File beside the manifest to its SHA-256, lower-case hex.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string? Note { get; init; }

    /// <summary>
    /// Whether a column most likely is known only after the event, or bars tell the direction of their price too well: such a version
    /// is not promoted without being told to.
    /// </summary>
    // Told by what is stored, and so of versions stored before it was asked.
    public bool SuspectedLeak => SuspectedLeaks.Count > 0;

    /// <summary>What a leak is suspected of: the columns, and the AUC of the whole model.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> SuspectedLeaks
        => [.. Selection.Where(line => line.SuspectedLeak).Select(line => line.Name), .. IsTooGoodForBars ? ["the AUC of the model"] : Array.Empty<string>()];

    /// <summary>Whether the out-of-fold AUC of a model of bars lies above what honest models reach, with its whole interval.</summary>
    [JsonIgnore]
    public bool IsTooGoodForBars => Signature.LookBack is not null && LeakOnBars.IsBeyond(Evaluation.Intervals.GetValueOrDefault("auc")?.Low);

    [JsonIgnore]
    public VersionKey Key => new(new ModelKey(Domain, Model), Version);

    /// <summary>The content of manifest.json.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StoreJson.Default.Manifest);

    /// <exception cref="JsonException">The content is no manifest.</exception>
    public static Manifest Read(ReadOnlySpan<byte> content)
        => JsonSerializer.Deserialize(content, StoreJson.Default.Manifest) ?? throw new JsonException("It is empty.");
}

/// <summary>An algorithm compared by auto: its cross-validated log-loss (and its standard deviation over folds) and AUC.</summary>
public sealed record Candidate(string Algorithm, double LogLoss, double LogLossSpread, double? Auc);

/// <summary>An algorithm's share of a blend's log-odds.</summary>
public sealed record BlendMember(string Algorithm, double Share);

/// <summary>
/// Platt's line over the log-odds (1999), fitted on rows that the models did not see. With calibration=auto it is used only where it
/// is surely better than none.
/// </summary>
/// <param name="Used">Whether it is part of the model.</param>
/// <param name="Line">From the algorithm's log-odds to the model's; slope 1 and offset 0 if it is not used.</param>
/// <param name="BrierBefore">Brier score without it, cross-validated inside the training rows.</param>
/// <param name="BrierAfter">With it, the line fitted on other rows.</param>
public sealed record Calibration(bool Used, LogOddsMap Line, double BrierBefore, double BrierAfter)
{
    /// <summary>The line that was fitted, used or not. Null, as all below, in versions of earlier releases.</summary>
    public LogOddsMap? Tried { get; init; }

    /// <summary>Log-loss without the line, of the same rows as the Brier scores.</summary>
    public double? LogLossBefore { get; init; }

    /// <summary>With it.</summary>
    public double? LogLossAfter { get; init; }

    /// <summary>
    /// By how many standard errors the log-loss of the same rows falls as log-odds begin to move towards the line; rows of one group,
    /// and in time of neighbouring dates, count as one. auto uses the line from 2 on.
    /// </summary>
    public double? Evidence { get; init; }

    /// <summary>
    /// Rows that the models behind the line learned from, as a share of those of the model that was published: the fewer rows, the more
    /// extreme the log-odds of a model.
    /// </summary>
    public double? TrainedShare { get; init; }
}

/// <summary>
/// Corrects log-odds where the training rows hold the event more or less often than the population (King and Zeng 2001; Elkan
/// 2001). What is compared and calibrated inside the training rows is measured on them as they are, before this.
/// </summary>
/// <param name="PopulationRate">The population's event rate.</param>
/// <param name="SampleRate">That of the training rows, by weight.</param>
/// <param name="Shift">Added to every log-odds: those of PopulationRate less those of SampleRate.</param>
public sealed record PriorCorrection(double PopulationRate, double SampleRate, double Shift);

/// <summary>
/// Rows of the training file: read, left out for a blank label, used, events among the used, and how many of these are copies of
/// others, the same in every feature and the label (0 in what was stored before they were counted).
/// </summary>
public sealed record RowCounts(int Read, int Unlabelled, int Used, int Events, int Copies = 0)
{
    /// <summary>Of the used rows, by weight. Null in versions of earlier releases.</summary>
    public double? EventRate { get; init; }
}

/// <summary>logOdds = Slope * Score + Offset, in double.</summary>
public sealed record LogOddsMap(double Slope, double Offset)
{
    public double LogOdds(float score) => Slope * score + Offset;

    /// <summary>The logistic function of the log-odds.</summary>
    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}

/// <summary>Inputs in the signature's order as cells (null = missing), and the log-odds they give.</summary>
public sealed record GoldenRow(IReadOnlyList<string?> Cells, double LogOdds);
