using FinScoring.Api.Reports.Content;
using FinScoring.Core.Evaluation;

namespace FinScoring.Api.Reports.Sections;

/// <summary>The pooled metrics with what each of them says.</summary>
internal static class MetricsSection
{
    private static readonly IReadOnlyList<Head> Heads =
        [Head.Word("Metric"), new("Value"), new("95 % interval"), new("Spread over folds"), Head.Text("What it says")];

    private static readonly IReadOnlyList<Head> Confusion = [Head.Word("At probability 0.5"), new("With the event"), new("Without")];

    public static Section Of(ReportSource source)
    {
        var confusion = source.Evaluation.Metrics.Confusion;
        return new("metrics", "Metrics", Chapter.Metrics,
        [
            new Paragraph(Ranking(source) + $" Scored out of fold were {Format.Of(source.Evaluation.Rows, "row")}, "
                + $"{Format.Count(source.Evaluation.Events)} of them with the event."),
            new ReportTable("Out-of-fold metrics", Heads, [.. Lines(source.Evaluation).Select(line => Row(source, line))]),
            new ReportTable("Confusion matrix", Confusion,
            [
                ["Called event", Format.Count(confusion.TruePositive), Format.Count(confusion.FalsePositive)],
                ["Called none", Format.Count(confusion.FalseNegative), Format.Count(confusion.TrueNegative)],
            ]),
            new Paragraph("Where the event is rare, few probabilities pass 0.5 and accuracy looks good whatever the model: decisions follow "
                + "the policy, not this table."),
            .. Returns(source.Evaluation.Returns),
            .. Skill.Doubt(source.Evaluation) is { } doubt ? [new Notice($"The model {doubt}")] : Array.Empty<Block>(),
        ]);
    }

    private static string Ranking(ReportSource source) => source.Evaluation.Metrics.Auc is not { } auc
        ? "With one kind of outcome only there is nothing to rank."
        : $"Of a row with the event and one without, drawn at random, the first has the higher probability in {100 * auc:0} of 100 cases "
            + "(AUC; 50 is chance, 100 is never wrong).";

    private static IReadOnlyList<(string Name, string Id, double? Value, string Says)> Lines(EvaluationReport evaluation)
    {
        var m = evaluation.Metrics;
        return
        [
            ("AUC", "auc", m.Auc, "Ranking. 0.5 is chance, 1 is perfect; above 0.95 look for a column known only after the event."),
            ("Gini", "gini", m.Gini, "The same on another scale: 2 AUC - 1."),
            ("KS", "ks", m.Ks, "The largest distance between the score distributions of the two outcomes."),
            ("PR-AUC", "prAuc", m.PrAuc, "Average precision; a model that knows nothing reaches the event rate."),
            ("Partial Gini", "partialGini", m.PartialGini, "Ranking among rows of probability 0.4 or less: those a lender may accept."),
            ("H-measure", "hMeasure", m.HMeasure, "Share of the expected loss that is saved, 0 to 1, over costs alike for every "
                + "model (Hand 2009)."),
            ("Log-loss", "logLoss", m.LogLoss, "Error of the probabilities, in nats; lower is better, certainty that is wrong costs most."),
            ("Brier score", "brier", m.Brier, "Mean squared error of the probabilities; lower is better."),
            ("Accuracy", "accuracy", m.Accuracy, "Share on the right side of 0.5."),
            ("Calibration error", "calibrationError", m.CalibrationError, "Mean distance of probability and event rate over ten "
                + "bins; 0 is right."),
            ("Calibration slope", "calibrationSlope", m.CalibrationSlope, "1 is right; below 1 probabilities are too extreme, "
                + "above 1 too timid."),
            ("Calibration intercept", "calibrationIntercept", m.CalibrationIntercept, "0 is right; below 0 probabilities are too high."),
        ];
    }

    private static string[] Row(ReportSource source, (string Name, string Id, double? Value, string Says) line) =>
    [
        line.Name,
        Format.Ratio(line.Value),
        Format.Interval(source.Interval(line.Id), Format.Ratio),
        Format.Ratio(source.Evaluation.Spread.TryGetValue(line.Id, out var spread) ? spread : null),
        line.Says,
    ];

    private static string Explained(ReturnReport returns) => returns is { Explained: { } share, ExplainedInterval: { } interval }
        ? $"Of the squared error of the mean the model saves {Format.WithInterval(share, interval, Format.Percent)}"
            + (interval.Low > 0 ? "." : ": that it forecasts returns better than their mean, this does not show.")
        : "That it forecasts returns better than their mean, this does not show: there is no interval.";

    private static IEnumerable<Block> Returns(ReturnReport? returns)
    {
        if (returns is null) yield break;
        yield return new Paragraph(
            $"The expected return is off by {Format.Percent(returns.Rmse)} (root mean squared error); always forecasting the mean return "
            + $"of the past, by {Format.Percent(returns.RmseOfMean)}. {Explained(returns)}");
    }
}
