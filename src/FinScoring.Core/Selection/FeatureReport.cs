namespace FinScoring.Core.Selection;

/// <summary>Why a column stayed or went.</summary>
/// <param name="Name">The column.</param>
/// <param name="Kept">Whether the model uses it.</param>
/// <param name="Reason">Why, as the end of a sentence that begins "It stayed (or went) because ".</param>
/// <param name="MutualInformation">With the label, in nats, every row counting alike (of more than 50,000, so many, with the rarer label's share up to half), corrected for bias (Miller and Madow 1955); null when not computed.</param>
/// <param name="InformationValue">IV over the same bins; null when not computed.</param>
/// <param name="CorrelatedWith">The kept column it repeats, if it went for that.</param>
/// <param name="Correlation">Pearson correlation with that column.</param>
public sealed record FeatureReport(
    string Name, bool Kept, string Reason, double? MutualInformation = null, double? InformationValue = null,
    string? CorrelatedWith = null, double? Correlation = null)
{
    /// <summary>An information value above this is called strong.</summary>
    private const double StrongValue = 0.5;

    /// <summary>An AUC above this is rather known after the event than before it.</summary>
    private const double TooGood = 0.95;

    /// <summary>What it says alone, about the test rows of the folds.</summary>
    public FeatureEvidence? OutOfFold { get; init; }

    /// <summary>Whether the out-of-fold information value is above 0.5. For information: honest columns reach more.</summary>
    public bool Strong { get; init; }

    /// <summary>
    /// Whether it alone ranks test rows with an AUC above 0.95, or is a <see cref="LeakOnBars"/>: most likely it is known only after
    /// the event.
    /// </summary>
    public bool SuspectedLeak { get; init; }

    /// <summary>Where rows follow time: whether later rows have the values of earlier ones; else null.</summary>
    public Stationarity? Stationarity { get; init; }

    /// <summary>Trade: what it tells of directions beyond what columns that are known in time do; else null.</summary>
    public LeakOnBars? OnBars { get; init; }

    /// <summary>
    /// The kept column whose correlation cluster it belongs to (itself, if it leads one): Spearman's |r| is 0.7 or more, over at
    /// most 10,000 rows. A category is alone. Null for a column that went and follows none.
    /// </summary>
    public string? Cluster { get; init; }

    /// <summary>In how many folds the selection on the fold's training rows kept it.</summary>
    public int KeptInFolds { get; init; }

    /// <summary>Of how many folds.</summary>
    public int Folds { get; init; }

    /// <param name="evidence">Out of fold.</param>
    /// <param name="isSure">Whether the test rows are enough to tell a leak from luck.</param>
    internal FeatureReport With(FeatureEvidence evidence, bool isSure) => this with
    {
        OutOfFold = evidence,
        Strong = evidence.InformationValue > StrongValue,
        SuspectedLeak = isSure && evidence.Auc > TooGood,
    };
}
