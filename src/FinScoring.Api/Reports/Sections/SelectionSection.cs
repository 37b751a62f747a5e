using FinScoring.Api.Reports.Content;
using FinScoring.Core.Selection;

namespace FinScoring.Api.Reports.Sections;

/// <summary>Which columns the model uses, and why each stayed or went.</summary>
internal static class SelectionSection
{
    private static readonly IReadOnlyList<Head> Heads =
    [
        Head.Text("Column"), Head.Word("Kept"), new("In folds"), new("IV out of fold"), new("IV in sample"), new("AUC alone"),
        Head.Text("Moves with"), Head.Text("Why"),
    ];

    public static Section Of(ReportSource source)
    {
        var lines = source.Version.Selection;
        return new("selection", "Columns: why each stayed or went", Chapter.Factors,
        [
            new Paragraph(
                $"Of {Format.Of(lines.Count, "column")} the model uses {Format.Count(lines.Count(l => l.Kept))}. The information value "
                    + "(IV) and the AUC of a column alone say how much it tells by itself. Out of fold means on rows from which its bins and their "
                    + "event rates were not learned: an IV below 0 says that these misled there, as they do where a column tells nothing. In sample is "
                    + "what the selection looked at, on the training rows themselves, a number cut into quantiles"
                    + (source.Version.Scorecard is null ? ". " : ": the scorecard has bins of its own, and so other values. ")
                    + "A column kept in few folds is a matter of chance; one that moves with another shares what it says."),
            .. lines.Where(l => l.SuspectedLeak).Select(l => new Notice(l.OnBars is { } onBars
                ? $"Suspected leak: {onBars.Sentence(l.Name)} If it is known only later, no figure here holds."
                : $"{l.Name} alone has an AUC of {Format.Ratio(l.OutOfFold?.Auc)}: most likely it is known only after the event. If so, no "
                + "figure here holds.")),
            ReportTable.Of(
                "Columns, the kept and most informative first", Heads,
                [.. lines.OrderByDescending(l => l.Kept).ThenByDescending(Value)], Row),
        ]);
    }

    private static double Value(FeatureReport line) => line.OutOfFold?.InformationValue ?? double.NegativeInfinity;

    private static string[] Row(FeatureReport line) =>
    [
        line.Name,
        line.Kept ? "yes" : "no",
        line.Folds == 0 ? Format.None : $"{line.KeptInFolds} of {line.Folds}",
        Format.Ratio(line.OutOfFold?.InformationValue) + (line.Strong ? " strong" : ""),
        Format.Ratio(line.InformationValue),
        Format.Ratio(line.OutOfFold?.Auc),
        line.CorrelatedWith ?? (line.Cluster == line.Name ? "" : line.Cluster ?? ""),
        line.Reason,
    ];
}
