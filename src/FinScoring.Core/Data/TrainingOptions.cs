namespace FinScoring.Core.Data;

/// <summary>What the caller of a training asks for. Column names refer to the training file.</summary>
public sealed record TrainingOptions
{
    /// <summary>The label column. Required for loan and risk; trade computes its label from the closes.</summary>
    public string? Label { get; init; }

    /// <summary>The label value that is the event (for loan always the bad outcome). May be left out for 0/1 and true/false.</summary>
    public string? Positive { get; init; }

    /// <summary>The event's name in answers.</summary>
    public string? Event { get; init; }

    /// <summary>Loan, risk: the only columns to use, leak-like names allowed. Trade: columns to use beyond the bars.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Columns that are never features.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Columns to read as categories though they hold numbers.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>
    /// Texts of a CSV cell, or of a JSON string, that stand for missing beside an empty one, NA, N/A, NaN, null and ?, in any case.
    /// With none among them those are values, and only an empty cell and the others named are missing.
    /// </summary>
    // What was stored before there were any is read as null.
    public IReadOnlyList<string> MissingMarks { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Values of numeric columns that are codes, each as column:value. In columns not named, codes that stand far apart from the
    /// numbers are found; with none they are not.
    /// </summary>
    // What was stored before there were any is read as null.
    public IReadOnlyList<string> Specials { get; init => field = value ?? []; } = [];

    /// <summary>Never features: how their groups fare, and whether the features tell them, is audited. Trade: no audit.</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    /// <summary>Columns that no counterfactual changes: what an applicant cannot, such as age.</summary>
    public IReadOnlyList<string> Immutable
    {
        get;
        // Generated code sets what a manifest of an earlier release lacks to null.
        init => field = value ?? [];
    } = [];

    /// <summary>Date column: splits follow time.</summary>
    public string? Time { get; init; }

    /// <summary>Rows with the same value stay in one fold.</summary>
    public string? Group { get; init; }

    /// <summary>Column of row weights, positive.</summary>
    public string? Weight { get; init; }

    /// <summary>
    /// Loan, risk: the event rate among those who will be scored, above 0 and below 1, where the file holds the event more or less
    /// often. Log-odds are shifted to it, and metrics weigh the rows to it. Without it the file's event rate is taken as it is.
    /// </summary>
    public double? PopulationRate { get; init; }

    /// <summary>How far the label looks ahead: a number of rows per symbol or group, or an ISO 8601 duration (P12M). Trade: bars, 1 unless said.</summary>
    public string? Horizon { get; init; }

    /// <summary>auto, or one of the algorithms.</summary>
    public string Algorithm { get; init; } = "auto";

    /// <summary>
    /// Of numbers: perColumn (for linear models, each on a scale chosen by cross-validation: standardized, its rank, a slot for
    /// each of few values, weights of evidence of bins, or a curve), meanVariance, minMax, robust or binning for all alike. auto:
    /// perColumn, or meanVariance where rows follow time. Algorithms of trees need none, and heed only binning.
    /// </summary>
    public string Normalization { get; init; } = "auto";

    /// <summary>standard (information and correlation), information, correlation or none.</summary>
    public string Selection { get; init; } = "standard";

    /// <summary>Numbers that the probability may only rise with (age:+) or only fall with (age:-); a missing one stands apart. lightgbm, scorecard or auto.</summary>
    // What was stored before there were any is read as null.
    public IReadOnlyList<string> Monotone { get; init => field = value ?? []; } = [];

    /// <summary>Keep at most this many columns, the most informative ones.</summary>
    public int? MaxFeatures { get; init; }

    /// <summary>Number of folds, 2 to 20.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Where chance starts from: the same file, options and seed give the same model.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the new version becomes champion: never, or always. The first of a model without a suspected leak does by itself.</summary>
    public string Promote { get; init; } = "never";

    /// <summary>Free text kept in the manifest.</summary>
    public string? Note { get; init; }

    /// <summary>False: the file has no header and its columns are c1, c2, ...</summary>
    public bool Header { get; init; } = true;

    /// <summary>The same for a further file, which may lack columns that they name but that the model does not need.</summary>
    public TrainingOptions ForFurtherFile()
        => this with { Features = [], Exclude = [], Protected = [], Immutable = [], Categories = [], Monotone = [], Specials = [] };
}
