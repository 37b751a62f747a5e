using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Evaluation;

namespace FinScoring.Api.Reports.Sections;

/// <summary>Whether what is forecast comes to pass.</summary>
internal static class CalibrationSection
{
    private static readonly IReadOnlyList<Head> Heads =
        [new("Rows"), new("Mean probability"), new("Event rate"), new("95 % interval"), Head.Word("Forecast")];

    public static Section Of(ReportSource source) => new("calibration", "Calibration", Chapter.QuantitativeAnalyses,
    [
        new Paragraph(Slope(source)),
        .. source.Curves is { Calibration: { Count: > 0 } bins }
            ? Drawn(bins)
            : [new Paragraph("The evaluation was stored before calibration curves were kept.")],
        .. Parts(source.Evaluation),
    ]);

    private static string Slope(ReportSource source)
    {
        var metrics = source.Evaluation.Metrics;
        var error = $"Mean probability and event rate lie {Format.Points(metrics.CalibrationError)} apart, on average over ten bins.";
        if (metrics.CalibrationSlope is not { } slope) return error;
        var verdict = source.Interval("calibrationSlope") switch
        {
            null => "",
            { High: < 1 } => " It lies below 1: high probabilities are too high and low ones too low.",
            { Low: > 1 } => " It lies above 1: high probabilities are too low and low ones too high.",
            _ => " 1 lies within: nothing here speaks against the probabilities' spread.",
        };
        return $"{error} The calibration slope is {source.Ratio("calibrationSlope", slope)}; 1 is right.{verdict}";
    }

    private static IEnumerable<Block> Drawn(IReadOnlyList<CalibrationBin> bins)
    {
        const string Says = "Each point is a tenth of the rows: what was forecast against what happened. On the diagonal both agree; a "
            + "point whose interval misses it was forecast too low (above) or too high (below).";
        double low = bins.Min(b => Math.Min(b.Probability, b.Interval.Low)), high = bins.Max(b => Math.Max(b.Probability, b.Interval.High));
        var (x, y) = (Axis.Round("Mean probability", low, high, Format.ShortPercent), Axis.Round("Event rate", low, high, Format.ShortPercent));
        var plot = new Plot(x, y).Line("grey dashed", [(x.From, x.From), (x.To, x.To)]);
        foreach (var bin in bins) plot.Whisker(bin.Probability, bin.Interval.Low, bin.Interval.High);
        foreach (var bin in bins) plot.Point("blue", bin.Probability, bin.EventRate);
        plot.Legend("blue", "a tenth of the rows, 95 % interval").Legend("grey", "as forecast");
        yield return new Figure("Calibration curve", Says, plot.Svg("reliability", "Calibration curve", Says));
        yield return ReportTable.Of("Forecast and outcome by tenths of the rows", Heads, bins, bin =>
        [
            Format.Count(bin.Rows), Format.Percent(bin.Probability), Format.Percent(bin.EventRate),
            Format.Interval(bin.Interval, Format.Percent),
            bin.Probability < bin.Interval.Low ? "too low" : bin.Probability > bin.Interval.High ? "too high" : "within",
        ]);
    }

    private static IEnumerable<Block> Parts(EvaluationReport evaluation)
    {
        if (evaluation.Decomposition is { } parts)
        {
            yield return new Paragraph(
                $"The Brier score {Format.Ratio(evaluation.Metrics.Brier)} = miscalibration {Format.Ratio(parts.Miscalibration)} - "
                + $"discrimination {Format.Ratio(parts.Discrimination)} + uncertainty {Format.Ratio(parts.Uncertainty)}. The first is what "
                + "the best monotone recalibration would save, the second what telling rows apart saves, the third what nobody can help "
                + "who knows the event rate only.");
        }

        if (evaluation.Isotonic is { } isotonic)
        {
            var (way, change, interval) = isotonic switch
            {
                { BrierSaved: >= 0 } => ("lower", isotonic.BrierSaved, isotonic.Interval),
                { Interval: { } saved } => ("raise", -isotonic.BrierSaved, new Interval(-saved.High, -saved.Low)),
                _ => ("raise", -isotonic.BrierSaved, null),
            };
            var verdict = isotonic.Interval switch
            {
                { Low: > 0 } => "it would help, so the calibration is not good yet.",
                { High: < 0 } => "it would do harm.",
                _ => "no gain beyond chance.",
            };
            const string Recalibration = "A monotone recalibration, learned on the other folds, would";
            yield return new Paragraph(Format.Loss(change) == Format.Loss(0)
                ? $"{Recalibration} not change the Brier score to four digits: there is nothing to gain."
                : $"{Recalibration} {way} the Brier score by {Format.WithInterval(change, interval, Format.Loss)}: {verdict}");
        }
    }
}
