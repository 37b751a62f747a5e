using FinScoring.Api.Models;
using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Evaluation;

namespace FinScoring.Api.Reports.Sections;

/// <summary>How the figures came about, and how they differ from fold to fold.</summary>
internal static class ProtocolSection
{
    private static readonly IReadOnlyList<Head> Heads =
        [new("Fold"), new("Trained on"), new("Tested on"), new("Events"), Head.Word("Algorithm"), new("AUC"), new("Log-loss")];

    private static readonly IReadOnlyList<Head> Dates = [Head.Word("From"), Head.Word("To")];

    public static Section Of(ReportSource source)
    {
        var folds = source.Evaluation.Folds;
        return new("protocol", "How it was measured", Chapter.EvaluationData,
        [
            new Paragraph(Split(source)),
            new Paragraph(
                "Whatever is learned was learned again inside the training rows of each fold: what replaces missing values, scales, bins, "
                + "which columns stay, the choice of the algorithm, calibration. So the figures are of the whole recipe. The published "
                + "model was then fitted on all rows."),
            .. Drawn(source),
            .. Kept(source),
            folds.Any(f => f.From is not null)
                ? ReportTable.Of("Fold by fold", [.. Heads, .. Dates], Numbered(folds), row => [.. Row(row), .. Span(row.Fold)])
                : ReportTable.Of("Fold by fold", Heads, Numbered(folds), Row),
        ]);
    }

    private static string Split(ReportSource source)
    {
        var (folds, ahead) = (source.Evaluation.Folds.Count, source.Version.Options.Horizon is not null || source.Version.Domain == "trade");
        var split = source.Evaluation.Protocol switch
        {
            "forward" => $"Each of {folds} folds was trained on the past and tested on what came after it; the first rows only train.",
            "grouped" => $"{folds}-fold cross-validation in which the rows of one {source.Version.Options.Group} are never on both sides.",
            _ => $"Stratified {folds}-fold cross-validation: each row was scored by a model trained on the other folds.",
        };
        return split + (ahead ? " Training rows whose outcome was not known yet when the test rows began were left out." : "")
            + (source.Evaluation.Intervals.Count == 0 ? " Too little is independent of the rest for intervals."
                : $" Intervals are of 95 % and come from resampling {Resampled(source)}.");
    }

    /// <summary>Versions of before it was stored drew what their protocol says.</summary>
    private static string Resampled(ReportSource source) => source.Evaluation.Resampled ?? source.Evaluation.Protocol switch
    {
        "forward" => "blocks of time",
        "grouped" => $"whole groups ({source.Version.Options.Group})",
        _ => "rows",
    };

    private static IEnumerable<Block> Kept(ReportSource source)
        => source.Version is { Status: VersionStatus.Available } version && version.Files.ContainsKey("predictions.csv")
            ? [new Paragraph(
                $"The predictions behind the figures, row by row: /models/{version.Domain}/{version.Model}/{version.Version}/predictions.")]
            : [];

    private static IEnumerable<Block> Drawn(ReportSource source)
    {
        var folds = source.Evaluation.Folds.Select((fold, i) => (Number: i + 1, fold.Metrics.Auc)).Where(fold => fold.Auc is not null).ToArray();
        if (folds.Length < 2) yield break;
        var (last, pooled) = (source.Evaluation.Folds.Count + 0.5, source.Interval("auc"));
        double[] all = [.. folds.Select(f => f.Auc!.Value), .. pooled is null ? Array.Empty<double>() : [pooled.Low, pooled.High]];
        var plot = new Plot(Axis.Numbered("Fold", source.Evaluation.Folds.Count), Axis.Round("AUC", all.Min(), all.Max(), v => Format.Two(v)));
        if (pooled is not null)
            plot.Band("blue", [(0.5, pooled.Low, pooled.High), (last, pooled.Low, pooled.High)]).Legend("blue", "95 % interval, all folds");
        foreach (var (number, auc) in folds) plot.Point("orange", number, auc!.Value);
        plot.Legend("orange", "AUC of the fold");
        const string Says = "Single folds scatter more than all together; a fold far off the others, or a trend over time, "
            + "would be a bad sign.";
        yield return new Figure("AUC of each fold", Says, plot.Svg("folds", "AUC of each fold", Says));
    }

    private static IReadOnlyCollection<(FoldReport Fold, int Number)> Numbered(IReadOnlyList<FoldReport> folds)
        => [.. folds.Select((fold, i) => (fold, i + 1))];

    private static string[] Span(FoldReport fold) => [Format.Day(fold.From), Format.Day(fold.To)];

    private static string[] Row((FoldReport Fold, int Number) row) =>
    [
        Format.Count(row.Number), Format.Count(row.Fold.TrainingRows), Format.Count(row.Fold.Rows), Format.Count(row.Fold.Events),
        row.Fold.Algorithm, Format.Ratio(row.Fold.Metrics.Auc), Format.Ratio(row.Fold.Metrics.LogLoss),
    ];
}
