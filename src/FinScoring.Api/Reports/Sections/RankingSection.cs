using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Evaluation;

namespace FinScoring.Api.Reports.Sections;

/// <summary>How well rows with the event are told from others, at every threshold.</summary>
internal static class RankingSection
{
    /// <summary>Shares of the events to catch.</summary>
    private static readonly IReadOnlyList<double> Caught = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

    private static readonly IReadOnlyList<Head> Heads =
        [new("Events above the threshold (recall)"), new("Others above it"), new("Event rate above it (precision)")];

    public static Section Of(ReportSource source) => new("ranking", "Ranking: ROC and precision-recall", Chapter.QuantitativeAnalyses,
        source.Curves is { Roc.Count: > 0 } curves
            ? [Roc(source, curves.Roc), Recall(source, curves.PrecisionRecall), Table(source, curves.Roc)]
            : [new Paragraph("There are no curves: the evaluation has one kind of outcome only, or was stored before curves were kept.")]);

    private static Figure Roc(ReportSource source, IReadOnlyList<RocPoint> roc)
    {
        const string Says = "Each point is a threshold: the share of the events that it catches against the share of the other rows that "
            + "it catches by mistake. The further above the diagonal, the better; a curve that crosses it ranks some rows the "
            + "wrong way round.";
        var plot = new Plot(Axis.Share("Others above the threshold"), Axis.Share("Events above the threshold"))
            .Line("grey dashed", [(0, 0), (1, 1)])
            .Line("blue", roc.Select(point => (point.FalsePositiveRate, point.TruePositiveRate)))
            .Legend("blue", $"AUC {source.Ratio("auc", source.Evaluation.Metrics.Auc)}")
            .Legend("grey", "chance");
        return new("ROC curve", Says, plot.Svg("roc", "ROC curve", Says));
    }

    private static Figure Recall(ReportSource source, IReadOnlyList<PrecisionRecallPoint> curve)
    {
        var says = "Of the rows above a threshold, how many have the event, against the share of all events among them. The line is the "
            + $"event rate, {Format.Percent(source.EventRate)}: a curve that sinks to it early finds few events before it "
            + "calls everyone one.";
        var plot = new Plot(Axis.Share("Events above the threshold (recall)"), Axis.Share("Event rate above it (precision)"))
            .Level(source.EventRate)
            .Line("blue", curve.Select(point => (point.Recall, point.Precision)))
            .Legend("blue", $"PR-AUC {source.Ratio("prAuc", source.Evaluation.Metrics.PrAuc)}")
            .Legend("grey", "event rate");
        return new("Precision-recall curve", says, plot.Svg("precision", "Precision-recall curve", says));
    }

    private static ReportTable Table(ReportSource source, IReadOnlyList<RocPoint> roc)
        => ReportTable.Of("What it takes to catch so many of the events", Heads, Caught, recall =>
        {
            var others = OthersAt(roc, recall) * (1 - source.EventRate);
            var events = recall * source.EventRate;
            return [Format.Percent(recall), Format.Percent(OthersAt(roc, recall)), Format.Percent(events / (events + others))];
        });

    /// <summary>Between two points in proportion, as the curve is drawn.</summary>
    private static double OthersAt(IReadOnlyList<RocPoint> roc, double recall)
    {
        var next = 1;
        while (next < roc.Count - 1 && roc[next].TruePositiveRate < recall) next++;
        var (a, b) = (roc[next - 1], roc[next]);
        return a.FalsePositiveRate + (recall - a.TruePositiveRate) / (b.TruePositiveRate - a.TruePositiveRate) * (b.FalsePositiveRate - a.FalsePositiveRate);
    }
}
