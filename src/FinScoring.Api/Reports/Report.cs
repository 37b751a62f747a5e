using FinScoring.Api.Models;
using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Sections;

namespace FinScoring.Api.Reports;

/// <summary>A figure of the first glance.</summary>
internal sealed record Fact(string Name, string Value);

/// <summary>What a version is, what it is worth and what to mind: the same for every format.</summary>
/// <param name="Title">The version.</param>
/// <param name="State">Whether it answers.</param>
/// <param name="Facts">The first glance.</param>
/// <param name="Sections">In the order of the page.</param>
internal sealed record Report(string Title, string State, IReadOnlyList<Fact> Facts, IReadOnlyList<Section> Sections)
{
    /// <summary>A further section is one file and one line here. Null: the version has nothing to say under it.</summary>
    private static readonly IReadOnlyList<Func<ReportSource, Section?>> Parts =
    [
        PurposeSection.Of,
        LimitsSection.Of,
        DataSection.Of,
        ProtocolSection.Of,
        MetricsSection.Of,
        RankingSection.Of,
        CalibrationSection.Of,
        RecalibrationSection.Of,
        DistributionSection.Of,
        LiftSection.Of,
        PolicySection.Of,
        SelectionSection.Of,
        LastingSection.Of,
        AlgorithmSection.Of,
        ScorecardSection.Of,
        ImportanceSection.Of,
        EffectsSection.Of,
        InteractionsSection.Of,
        FairnessSection.Of,
        EvaluationsSection.Of,
        LineageSection.Of,
    ];

    public static Report Of(ReportSource source) => new(
        source.Name, StateOf(source.Version), FactsOf(source), [.. Parts.Select(part => part(source)).OfType<Section>()]);

    private static string StateOf(VersionDetails version) => version switch
    {
        { Status: VersionStatus.Deleted } => "Deleted: its manifest is kept, it answers no more.",
        { Status: VersionStatus.Damaged } => $"Damaged, and answers nothing: {version.Reason}",
        { Champion: true } => "Champion: this version answers for its model.",
        _ => "Not the champion: it answers only where a request names this version.",
    };

    private static IReadOnlyList<Fact> FactsOf(ReportSource source) =>
    [
        new("AUC, out of fold", source.Ratio("auc", source.Version.Metrics.Auc)),
        new("Calibration error", Format.Percent(source.Version.Metrics.CalibrationError)),
        new("Rows", Format.Count(source.Version.Rows.Used)),
        new("Events", $"{Format.Count(source.Version.Rows.Events)} "
            + $"({Format.Percent((double)source.Version.Rows.Events / source.Version.Rows.Used)})"),
        new("Algorithm", source.Version.Algorithm),
        new("Columns kept", $"{source.Version.Selection.Count(line => line.Kept)} of {source.Version.Selection.Count}"),
        new("Policy", $"{source.Policy.Number}{(source.Policy.Policy.Assumed ? " (assumed)" : "")}"),
        new("Trained", Format.Day(source.Version.CreatedAt)),
    ];
}
