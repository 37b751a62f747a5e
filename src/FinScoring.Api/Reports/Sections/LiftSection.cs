using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Evaluation;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What looking at the highest probabilities first finds.</summary>
internal static class LiftSection
{
    private static readonly IReadOnlyList<Head> Heads =
    [
        new("Tenth"), new("Rows"), new("Events"), new("Event rate"), new("Mean probability"), new("Lift"), new("Events so far"),
        new("95 % interval"),
    ];

    public static Section Of(ReportSource source) => new("lift", "Lift and gain", Chapter.QuantitativeAnalyses,
        source.Curves?.Deciles is { Count: > 0 } deciles
            ?
            [
                new Paragraph(First(deciles)), Lift(deciles), Gain(deciles),
                ReportTable.Of("Tenths of the rows, the highest probabilities first", Heads, deciles, Row),
                new Paragraph("Rows of one probability that reach over the border of a tenth are divided in proportion, their events too: so no order of "
                    + "equal rows decides, and events may be fractions."),
            ]
            : [new Paragraph("There is no table: the evaluation has no events, or was stored before lift was kept.")]);

    private static string First(IReadOnlyList<Decile> deciles)
        => $"The tenth of the rows with the highest probabilities has the event {Format.Two(deciles[0].Lift)} times as often as all rows, "
            + $"and holds {Format.WithInterval(deciles[0].Gain, deciles[0].GainInterval, Format.Percent)} of all events.";

    private static Figure Lift(IReadOnlyList<Decile> deciles)
    {
        const string Says = "Event rate of each tenth over that of all rows. Bars should fall from left to right; a tenth that rises above "
            + "the one before it is ranked too low.";
        var highest = deciles.Max(d => Math.Max(d.Lift, d.LiftInterval?.High ?? 0));
        var tenths = Axis.Numbered("Tenth of the rows, highest probabilities first", deciles.Count);
        var plot = new Plot(tenths, Axis.Round("Lift", 0, highest));
        foreach (var decile in deciles) plot.Bar("blue", decile.Number - 0.36, decile.Number + 0.36, 0, decile.Lift);
        plot.Level(1);
        foreach (var decile in deciles)
            if (decile.LiftInterval is { } interval) plot.Whisker(decile.Number, interval.Low, interval.High);
        plot.Legend("blue", "lift, 95 % interval").Legend("grey", "as all rows");
        return new("Lift by tenths", Says, plot.Svg("lifts", "Lift by tenths", Says));
    }

    private static Figure Gain(IReadOnlyList<Decile> deciles)
    {
        const string Says = "The share of all events among the rows looked at so far. The further above the diagonal, the fewer rows have "
            + "to be looked at; along it, a coin would do.";
        var known = deciles.Where(d => d.GainInterval is not null);
        (double, double, double)[] band = [.. known.Select(d => (d.Number / 10.0, d.GainInterval!.Low, d.GainInterval.High))];
        var plot = new Plot(Axis.Share("Rows, highest probabilities first"), Axis.Share("Share of the events"));
        if (band.Length > 0) plot.Band("blue", [(0, 0, 0), .. band]);
        plot.Line("grey dashed", [(0, 0), (1, 1)])
            .Line("blue", [(0, 0), .. deciles.Select(d => (d.Number / 10.0, d.Gain))])
            .Legend("blue", "gain, 95 % interval").Legend("grey", "chance");
        return new("Gain curve", Says, plot.Svg("gain", "Gain curve", Says));
    }

    private static string[] Row(Decile decile) =>
    [
        Format.Count(decile.Number), Format.Count(decile.Rows), Format.Count(decile.Events), Format.Percent(decile.EventRate),
        Format.Percent(decile.MeanProbability), Format.WithInterval(decile.Lift, decile.LiftInterval, Format.Two),
        Format.Percent(decile.Gain), Format.Interval(decile.GainInterval, Format.Percent),
    ];
}
