using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Api.Reports.Sections;

/// <summary>The table of a scorecard: bins, weight of evidence, information value, points.</summary>
internal static class ScorecardSection
{
    private const int MostFeatures = 60;

    public static Section? Of(ReportSource source)
    {
        if (source.Version.Scorecard?.On(source.Policy.Policy) is not { } table) return null;
        var features = table.Features.OrderByDescending(f => f.InformationValue).ToArray();
        return new("scorecard", "Scorecard", Chapter.ModelDetails,
        [
            new Paragraph(
                "WOE is ln(share of the events / share of the others): above 0 a bin is riskier than average. IV sums (difference of the "
                + "shares) x WOE. Bins of numbers should rise or fall steadily, unless there is a reason: a zigzag is chance or a "
                + "fault in the data. " + Sum(table)),
            .. features.Take(MostFeatures).SelectMany((feature, i) => Feature(feature, i, table.BasePoints is not null)),
            .. features.Length > MostFeatures
                ? [new Paragraph($"{Format.Of(features.Length - MostFeatures, "column")} of less information value are left out here; the "
                    + "manifest has them all.")]
                : Array.Empty<Block>(),
        ]);
    }

    private static string Sum(ScorecardTable table) => table.BasePoints is { } points
        ? $"A score is {Format.Two(points)} base points plus the points of one bin per column, rounded once."
        : $"The log-odds of the event are {Format.Ratio(table.BaseLogOdds)} plus those of one bin per column.";

    private static IEnumerable<Block> Feature(ScorecardFeature feature, int number, bool hasPoints)
    {
        yield return new Heading(feature.Name);
        yield return Drawn(feature, number);
        yield return Table(feature, hasPoints);
    }

    private static Figure Drawn(ScorecardFeature feature, int number)
    {
        const string Title = "WOE by bin";
        const string Says = "Numbered as in the table.";
        var weights = feature.Bins.Select(b => b.WeightOfEvidence).ToArray();
        var y = Axis.Round("WOE", Math.Min(weights.Min(), 0), Math.Max(weights.Max(), 0), v => Format.Number(v));
        var plot = new Plot(Axis.Numbered("Bin", weights.Length), y, width: 320, height: 220);
        foreach (var (weight, i) in weights.Select((w, i) => (w, i))) plot.Bar(weight > 0 ? "orange" : "blue", i + 0.64, i + 1.36, 0, weight);
        plot.Level(0).Legend("orange", "riskier").Legend("blue", "safer");
        return new(Title, Says, plot.Svg($"woe-{number + 1}", $"{Title}: {feature.Name}", Says)) { IsBesideTable = true };
    }

    private static ReportTable Table(ScorecardFeature feature, bool hasPoints)
    {
        var (count, events) = (feature.Bins.Sum(b => b.Count), feature.Bins.Sum(b => b.Events));
        var caption = $"Bins of {feature.Name} (coefficient {Format.Ratio(feature.Coefficient)})";
        var table = ReportTable.Of(caption, Heads(hasPoints), [.. feature.Bins.Select((bin, i) => (bin, i))], row => Bin(row.bin, row.i));
        string[] all =
        [
            "", "all", Format.Count(count), Format.Percent(1), Format.Count(events), Format.Percent(events / count), "",
            Format.Ratio(feature.InformationValue), "",
        ];
        return table with { Rows = [.. table.Rows, all] };

        string[] Bin(ScorecardBin bin, int i) =>
        [
            Format.Count(i + 1), Label(bin), Format.Count(bin.Count), Format.Percent(bin.Count / count), Format.Count(bin.Events),
            Format.Percent(bin.EventRate),
            Format.Ratio(bin.WeightOfEvidence), Format.Ratio(bin.InformationValue),
            hasPoints ? Format.Two(bin.Points) : Format.Ratio(bin.LogOdds),
        ];
    }

    private static string Label(ScorecardBin bin)
        => bin.Kind == BinKind.Levels && bin.Categories is { } categories ? Format.Some(categories) : bin.Label;

    private static IReadOnlyList<Head> Heads(bool hasPoints) =>
    [
        new("Bin"), Head.Text("Values"), new("Count"), new("Share"), new("Events"), new("Event rate"), new("WOE"), new("IV"),
        new(hasPoints ? "Points" : "Log-odds"),
    ];
}
