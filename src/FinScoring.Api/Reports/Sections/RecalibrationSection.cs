using FinScoring.Api.Reports.Content;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;

namespace FinScoring.Api.Reports.Sections;

/// <summary>Another line over the log-odds of a version trained before.</summary>
internal static class RecalibrationSection
{
    private static readonly IReadOnlyList<Head> Heads = [Head.Word("Metric"), new("On the file"), new("95 % interval")];

    public static Section? Of(ReportSource source) => source.Version.RecalibratedFrom is not { } from ? null
        : new("recalibration", "Recalibration", Chapter.QuantitativeAnalyses,
        [
            new Paragraph($"The model is that of version {from.Version}; only the line over its log-odds is another: "
                + $"x {Format.Ratio(from.Line.Slope)} {Format.Signed(from.Line.Offset, 3)}. {Why(from)}"),
            new Paragraph("The other figures of this report are the training's, out of fold, under this line."),
            .. from.Report is { } report ? OnFile(report) : [],
        ]);

    private static string Why(RecalibratedFrom from) => from.Kind == RecalibratedFrom.GivenRate
        ? $"It moves the event rate that probabilities are right for from {Format.Percent(from.EventRateBefore!.Value)} to "
            + $"{Format.Percent(from.EventRate)}."
        : $"It was learned on a labelled file of {Format.Of(from.Rows!.Value, "row")}, {Format.Count(from.Events!.Value)} of them "
            + $"with the event (SHA-256 {from.DataHash![..12]}).";

    private static IEnumerable<Block> OnFile(EvaluationReport report)
    {
        var metrics = report.Metrics;
        yield return new Paragraph(
            "On that file, each fifth of it under a line learned on the others, so that no row was measured with a line it taught:");
        yield return ReportTable.Of("The recalibrated model on the file", Heads, Lines(metrics), line =>
            [line.Name, Format.Ratio(line.Value), Format.Interval(report.Intervals.GetValueOrDefault(line.Id), Format.Ratio)]);
    }

    private static IReadOnlyCollection<(string Name, string Id, double? Value)> Lines(Core.Evaluation.Metrics metrics) =>
    [
        ("AUC", "auc", metrics.Auc), ("Log-loss", "logLoss", metrics.LogLoss), ("Brier score", "brier", metrics.Brier),
        ("Calibration error", "calibrationError", metrics.CalibrationError),
        ("Calibration slope", "calibrationSlope", metrics.CalibrationSlope),
        ("Calibration intercept", "calibrationIntercept", metrics.CalibrationIntercept),
    ];
}
