using FinScoring.Api.Models;
using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Explanation.Effects;

namespace FinScoring.Api.Reports.Sections;

/// <summary>Which features move scores, and how much; for a version without stored rows a sentence.</summary>
internal static class ImportanceSection
{
    private const int MostBars = 20;

    private static readonly IReadOnlyList<Head> Heads = [Head.Text("Feature"), new("Mean size, log-odds"), new("Share")];

    public static Section Of(ReportSource source)
        => new("importance", "Importance", Chapter.QuantitativeAnalyses, source.View is { } view ? Blocks(view) : [new Paragraph(Without(source))]);

    private static string Without(ReportSource source) => source.Version.Status switch
    {
        VersionStatus.Deleted => "Importance, effects and interactions are not known any more: the rows that showed them were deleted with the version.",
        VersionStatus.Damaged => "Importance, effects and interactions are not known: the version cannot be loaded.",
        _ when source.ViewFault is { } fault => $"Importance, effects and interactions are not known: {fault}",
        _ => "Importance, effects and interactions are not known: the version was trained before rows were kept to show them. Train again.",
    };

    private static IReadOnlyList<Block> Blocks(GlobalView view) =>
    [
        new Paragraph(
            $"On {Format.Of(view.Rows, "training row")}: how much each feature moves a score, in log-odds of the event, up or down, away from the mean "
                + $"of the rows that scores are compared with ({Format.Ratio(view.Baseline)}). Contributions are exact Shapley values; their signed sum and that mean "
                + "are the score. A feature that moves with another shares what the two say."),
        Drawn(view.Importance),
        ReportTable.Of("Features, the most important first", Heads, view.Importance, Row),
    ];

    private static Figure Drawn(IReadOnlyList<FeatureImportance> lines)
    {
        const string Title = "Importance";
        var says = "Mean size of the contributions, in log-odds." + (lines.Count > MostBars ? $" The first {MostBars} of {Format.Count(lines.Count)} features." : "");
        var bars = lines.Take(MostBars).Select(line => new NamedBar(line.Feature, line.MeanAbsolute, Format.Ratio(line.MeanAbsolute), "blue"));
        return new(Title, says, NamedBars.Svg("importances", Title, says, [.. bars])) { IsBesideTable = true };
    }

    private static string[] Row(FeatureImportance line) => [line.Feature, Format.Ratio(line.MeanAbsolute), Format.Percent(line.Share)];
}
