using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;

namespace FinScoring.Api.Reports.Sections;

/// <summary>Where rows with and without the event lie, and the thresholds between them.</summary>
internal static class DistributionSection
{
    private const int Bars = 24;
    private const double Tail = 0.005;

    /// <summary>How much of the axis a letter takes.</summary>
    private const double Letter = 0.0155;

    /// <summary>Shares of the rows, to tell how a class is spread.</summary>
    private static readonly IReadOnlyList<double> Quantiles = [0.1, 0.25, 0.5, 0.75, 0.9];

    private static readonly IReadOnlyList<Head> Probabilities =
        [new("Share of the rows"), new("With the event: probability up to"), new("Without: probability up to")];

    private static readonly IReadOnlyList<Head> Scores = [new("With the event: score from"), new("Without: score from")];

    public static Section Of(ReportSource source) => new("distribution", "Score distribution", Chapter.QuantitativeAnalyses,
        source.Curves?.Distribution is { Count: > 0 } cells
            ? [Drawn(source, cells), Table(source.Policy.Policy, cells)]
            : [new Paragraph("This version was stored before score distributions were kept. Train again to have one.")]);

    private static Figure Drawn(ReportSource source, IReadOnlyList<ScoreCell> cells)
    {
        var title = source.Policy.Policy is LoanPolicy ? "Scores by outcome" : "Probabilities by outcome";
        var says = "How rows with the event and rows without it are spread, each adding up to 100 %"
            + (PolicyBand.IsOfReturns(source.Version.Returns) ? ". The less they overlap, the better they are told apart" : ", with the thresholds of the "
            + "policy in force. The less they overlap, the better they are told apart; a threshold in the thick of both decides many "
            + "cases by little") + ". The bars at both ends also hold all that lies beyond them.";
        var (low, high) = Range(cells);
        var (events, others) = (Shares(cells, c => c.Events, low, high), Shares(cells, c => c.Others, low, high));
        var share = Axis.Round("Share of the rows", 0, events.Concat(others).Max(), Format.ShortPercent);
        var plot = new Plot(ScoreAxis.Of(source.Policy.Policy, low, high), share);
        Steps(plot, "blue", others, low, high);
        Steps(plot, "orange", events, low, high);
        Thresholds(plot, source, low, high);
        plot.Legend("orange", "with the event").Legend("blue", "without");
        return new(title, says, plot.Svg("scores", title, says));
    }

    private static ReportTable Table(Policy policy, IReadOnlyList<ScoreCell> cells)
    {
        const string Caption = "How far up the rows of each outcome reach";
        return policy is LoanPolicy loan
            ? ReportTable.Of(Caption, [.. Probabilities, .. Scores], Quantiles, share => [.. Row(share), .. At(share).Select(p => p is { } known ? ScoreAxis.Score(loan, known) : Format.None)])
            : ReportTable.Of(Caption, Probabilities, Quantiles, Row);

        string[] Row(double share) => [Format.Percent(share), .. At(share).Select(Format.Percent)];

        double?[] At(double share) => [ScoreQuantile.Of(cells, c => c.Events, share), ScoreQuantile.Of(cells, c => c.Others, share)];
    }

    private static void Thresholds(Plot plot, ReportSource source, double low, double high)
    {
        if (PolicyBand.IsOfReturns(source.Version.Returns)) return;
        foreach (var band in PolicyBand.Of(source.Policy.Policy, source.Version.Returns))
        {
            double from = Math.Max(ScoreAxis.LogOdds(band.From), low), to = Math.Min(ScoreAxis.LogOdds(band.To), high);
            if (from > low && from < high) plot.Upright(from);
            // A band too narrow for its name goes without.
            if (to - from > Letter * (band.Answer.Length + 0.5) * (high - low)) plot.Over(from, to, band.Answer);
        }
    }

    private static void Steps(Plot plot, string style, double[] shares, double low, double high)
    {
        var width = (high - low) / Bars;
        (double X, double Y)[] steps = [.. shares.SelectMany((share, i) => new[] { (low + i * width, share), (low + (i + 1) * width, share) })];
        plot.Area(style, [(low, 0), .. steps, (high, 0)]).Line(style, steps);
    }

    /// <summary>Log-odds of all but the outermost rows, which the last bar on either side holds.</summary>
    private static (double Low, double High) Range(IReadOnlyList<ScoreCell> cells)
    {
        double total = cells.Sum(c => c.Events + c.Others), below = 0, low = double.NaN, high = double.NaN;
        foreach (var cell in cells)
        {
            below += cell.Events + cell.Others;
            if (double.IsNaN(low) && below > Tail * total) low = ScoreAxis.LogOdds(cell.Lowest);
            if (double.IsNaN(high) && below >= (1 - Tail) * total) high = ScoreAxis.LogOdds(cell.Highest);
        }

        return high > low ? (low, high) : (low - 1, low + 1);
    }

    /// <summary>Each bar's share of a class, the rows of a cell spread evenly over it.</summary>
    private static double[] Shares(IReadOnlyList<ScoreCell> cells, Func<ScoreCell, double> count, double low, double high)
    {
        var (width, total, shares) = ((high - low) / Bars, cells.Sum(count), new double[Bars]);
        if (total == 0) return shares;
        foreach (var cell in cells)
        {
            double from = Place(cell.Lowest), to = Place(cell.Highest);
            for (var bar = (int)from; bar <= (int)to; bar++)
                shares[bar] += count(cell) / total * (to > from ? Math.Max(Math.Min(to, bar + 1) - Math.Max(from, bar), 0) / (to - from) : 1);
        }

        return shares;

        double Place(double probability) => Math.Clamp((ScoreAxis.LogOdds(probability) - low) / width, 0, Bars - 1e-9);
    }
}
