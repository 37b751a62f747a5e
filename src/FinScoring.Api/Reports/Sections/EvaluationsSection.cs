using FinScoring.Api.Reports.Content;
using FinScoring.Core.Models;

namespace FinScoring.Api.Reports.Sections;

/// <summary>Labelled files scored by the finished model.</summary>
internal static class EvaluationsSection
{
    private static readonly IReadOnlyList<Head> Heads =
    [
        Head.Word("When"), new("Rows"), new("Events"), new("AUC"), new("Log-loss"), new("Brier score"), new("Calibration error"),
        new("Slope"), Head.Word("File (SHA-256)"),
    ];

    public static Section? Of(ReportSource source)
    {
        var evaluations = source.Version.Evaluations;
        return evaluations.Count == 0 ? null : new("evaluations", "On other files", Chapter.EvaluationData,
        [
            new Paragraph("Labelled files that the finished model scored. An AUC below the interval of the out-of-fold metrics, or a slope "
                + "whose interval leaves 1 out, says that cases have changed."),
            .. evaluations.SelectMany(e => e.Report.Warnings.Select(w => new Notice($"{Format.Moment(e.CreatedAt)}, {File(e)}: {w}"))),
            ReportTable.Of("Evaluations, the latest first", Heads, [.. evaluations.Reverse()], Row),
        ]);

        string File(StoredEvaluation evaluation) => source.IsTrainingFile(evaluation) ? "the training file" : evaluation.DataHash[..12];

        string[] Row(StoredEvaluation evaluation) => [.. Figures(evaluation), File(evaluation)];
    }

    private static string[] Figures(StoredEvaluation evaluation)
    {
        var (report, metrics) = (evaluation.Report, evaluation.Report.Metrics);
        return
        [
            Format.Moment(evaluation.CreatedAt), Format.Count(report.Rows), Format.Count(report.Events),
            Format.Ratio(metrics.Auc, report.Intervals.GetValueOrDefault("auc")), Format.Ratio(metrics.LogLoss),
            Format.Ratio(metrics.Brier), Format.Percent(metrics.CalibrationError),
            Format.Ratio(metrics.CalibrationSlope, report.Intervals.GetValueOrDefault("calibrationSlope")),
        ];
    }
}
