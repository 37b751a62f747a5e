namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>
/// How a model treats the groups of one protected column, which is none of its features. Computed on rows that no part of the
/// model has seen, each counting with its weight.
/// </summary>
public sealed record FairnessReport
{
    /// <summary>What such figures are good for.</summary>
    public const string Monitoring = "For monitoring: differences to look into, on these rows and at these thresholds. It is no proof, in law or otherwise, "
        + "that decisions are or are not discriminatory.";

    /// <summary>The protected column.</summary>
    public required string Column { get; init; }

    /// <summary>How its values make groups.</summary>
    public required ProtectedGroups Grouping { get; init; }

    /// <summary>The group that the others are compared with: the largest of known value.</summary>
    public required string Reference { get; init; }

    /// <summary>In the order of the grouping; a group without rows is left out.</summary>
    public required IReadOnlyList<GroupReport> Groups { get; init; }

    /// <summary>
    /// Probabilities of the event, ascending, a tenth of a unit of log-odds apart, for <see cref="GroupReport.EventsBelow"/>: from
    /// them follow the rates of any policy. The last one lies above every row.
    /// </summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <summary>How well the features tell the groups apart. Null for a labelled file, and where there are too few rows to tell.</summary>
    public ProxyReport? Proxy { get; init; }

    public string Note { get; init; } = Monitoring;
}

/// <summary>
/// One group. Below 20 rows only their number is given, since the rest would tell of persons. Intervals come from resampling as
/// those of the evaluation do; differences are this group's figure less that of the reference, null for the reference itself.
/// </summary>
public sealed record GroupReport
{
    /// <summary>A value of the column, a range of its numbers, other (its rare values) or missing.</summary>
    public required string Group { get; init; }

    public required int Rows { get; init; }

    /// <summary>Rows with the event; null below 20 rows.</summary>
    public int? Events { get; init; }

    /// <summary>Whether it has fewer than 100 rows, or fewer than 20 with or without the event: its rates say little.</summary>
    public bool Small { get; init; }

    public Estimate? EventRate { get; init; }

    public Estimate? MeanProbability { get; init; }

    /// <summary>Null with one class.</summary>
    public Estimate? Auc { get; init; }

    /// <summary>Mean probability less event rate, less the same of the reference: above 0, the group's risk is overstated more.</summary>
    public Estimate? CalibrationDifference { get; init; }

    /// <summary>One for each favourable outcome of the policy.</summary>
    public IReadOnlyList<OutcomeReport> Outcomes { get; init; } = [];

    /// <summary>Weight of the rows with the event whose probability is below each of <see cref="FairnessReport.Thresholds"/>; the last is that of all.</summary>
    public IReadOnlyList<double> EventsBelow { get; init; } = [];

    /// <summary>The same of the rows without the event.</summary>
    public IReadOnlyList<double> OthersBelow { get; init; } = [];
}

/// <summary>How often a group has a favourable outcome: what a probability below a threshold brings.</summary>
public sealed record OutcomeReport
{
    /// <summary>Loan: approve, and approve or review. Risk: below high.</summary>
    public required string Outcome { get; init; }

    /// <summary>The threshold, a probability of the event.</summary>
    public required double Below { get; init; }

    /// <summary>Share of the rows that have the outcome.</summary>
    public Estimate? ApprovalRate { get; init; }

    /// <summary>Share of the rows without the event that do not have it: good applicants not approved. Null without such rows.</summary>
    public Estimate? FalseDeclineRate { get; init; }

    /// <summary>Share of the rows with the event that have it: bad applicants approved. Null without such rows.</summary>
    public Estimate? FalseApprovalRate { get; init; }

    /// <summary>
    /// Approval rate over that of the reference. Four fifths is the rule of thumb of the Uniform Guidelines on Employee Selection
    /// Procedures (29 CFR 1607.4 D, 1978), there against the group with the highest rate: a ratio below it is looked into. Null where the
    /// reference has no approval.
    /// </summary>
    public Estimate? DisparateImpact { get; init; }

    /// <summary>The group with the highest approval rate, of those that are not small. Null where all are.</summary>
    public string? BestGroup { get; init; }

    /// <summary>
    /// Approval rate over that of <see cref="BestGroup"/>, which the four-fifths rule compares with; null for that group itself. Its interval is
    /// against that same group in every resample: the highest of several rates is above the rest by chance alone, and more so if it
    /// were chosen again each time.
    /// </summary>
    public Estimate? RatioToBest { get; init; }

    /// <summary>Difference in approval rate: demographic parity has 0.</summary>
    public Estimate? ParityDifference { get; init; }

    /// <summary>Difference in approval rate among the rows without the event: equal opportunity has 0 (Hardt, Price and Srebro 2016).</summary>
    public Estimate? OpportunityDifference { get; init; }
}

/// <summary>A figure and its 95 % interval.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Interval">
/// Null where too little is independent; for a rate of exactly 0 or 1 where rows are not drawn one by one; and for a comparison
/// with such a rate, which no resample moves.
/// </param>
public sealed record Estimate(double Value, Interval? Interval);
