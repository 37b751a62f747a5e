using FinScoring.Api.Reports.Content;
using FinScoring.Core.Selection;

namespace FinScoring.Api.Reports.Sections;

/// <summary>Whether later rows have the values that earlier ones had; null where rows follow no time, and in older versions.</summary>
internal static class LastingSection
{
    private static readonly IReadOnlyList<Head> Heads =
        [Head.Text("Column"), Head.Word("Kept"), new("AUC, late against early"), new("Beyond the training range"), Head.Word("Lasts")];

    public static Section? Of(ReportSource source)
    {
        FeatureReport[] lines = [.. source.Version.Selection.Where(l => l.Stationarity is not null)];
        if (lines.Length == 0) return null;
        return new("lasting", "Does it last?", Chapter.Factors,
        [
            new Paragraph(
                "A column whose later values are others than its earlier ones, as an index level, a year or a running total, is left out "
                + "unless the training named it: what was learned of the old values says nothing of the new. The AUC says how well the "
                + "column alone tells the last third of the rows from the first: 0.5 not at all, 1 always; above 0.95 it drifts. Beyond the "
                + "training range is the share of the folds' test rows with a number that their training rows never reached; above half it "
                + "drifts, too."),
            .. lines.Where(l => l.Stationarity!.Drifts && l.Kept).Select(l => new Notice(
                $"{l.Name} drifts and is used all the same, because the training named it.")),
            ReportTable.Of("Columns, those that drift most first", Heads, [.. lines.OrderByDescending(l => l.Stationarity!.Auc)], Row),
        ]);
    }

    private static string[] Row(FeatureReport line) =>
    [
        line.Name,
        line.Kept ? "yes" : "no",
        Format.Ratio(line.Stationarity!.Auc),
        Format.Percent(line.Stationarity.Beyond),
        line.Stationarity.Drifts ? "no" : "yes",
    ];
}
