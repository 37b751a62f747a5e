using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Domains;
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
            new Paragraph("To check it by hand (all digits are in the CSV of the scorecard and in the manifest):"),
            new Points([.. Arithmetic(source, table)]),
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

    private static IEnumerable<string> Arithmetic(ReportSource source, ScorecardTable table)
    {
        var recalibrated = source.Version.RecalibratedFrom is not null;
        var (map, calibrated) = (source.Version.LogOdds, recalibrated || source.Version.Calibration is { Used: true });
        yield return "WOE = ln((events + r) / (others + 1 - r)) - ln(all events / all others), where ln is the natural logarithm, events and others are "
            + "the rows of the bin with and without the event, and r is the event rate of all rows. So one row of the average event rate is added "
            + "to each bin, which keeps the WOE of a pure bin finite and that of a small one near 0.";
        yield return $"Log-odds of a bin = {(calibrated ? $"{Format.Fixed(map.Slope, 4)} x " : "")}coefficient x WOE"
            + $"{(calibrated ? $"; {Format.Fixed(map.Slope, 4)} is the slope of the calibration, which is folded in." : ".")}";
        // The line in force holds that shift too, moved along.
        var shift = recalibrated ? null : source.Version.PriorCorrection?.Shift;
        yield return $"Base log-odds = {(calibrated ? $"{Format.Fixed(map.Slope, 4)} x " : "")}intercept {Format.Fixed(table.Intercept, 4)}"
            + (calibrated ? $" {Format.Signed(map.Offset - (shift ?? 0), 4)} (the offset of the calibration)" : "")
            + (shift is { } moved ? $" {Format.Signed(moved, 4)} (the shift to the population's event rate)" : "")
            + $" = {Format.Fixed(table.BaseLogOdds, 4)}.";
        var (least, most) = (Sum(bins => bins.Min()), Sum(bins => bins.Max()));
        if (source.Policy.Policy is LoanPolicy policy)
        {
            yield return $"Points = -{Format.Number(policy.PointsToDouble)} / ln 2 x log-odds; base points = {Format.Number(policy.Points)} - "
                + $"{Format.Number(policy.PointsToDouble)} / ln 2 x (base log-odds + ln {Format.Number(policy.Odds)}). That is the scale of policy "
                + $"{source.Policy.Number}: {Format.Number(policy.Points)} points at odds of {Format.Number(policy.Odds)} to 1 against the event, "
                + $"{Format.Number(policy.PointsToDouble)} more to double the odds.";
            yield return $"The lowest score there can be is {Format.Count(policy.Score(most))}, the highest {Format.Count(policy.Score(least))}.";
        }
        else
        {
            yield return $"The lowest probability there can be is {Format.Percent(LogOddsMap.Probability(least))}, the highest "
                + $"{Format.Percent(LogOddsMap.Probability(most))}.";
        }

        yield return "A bin called neutral adds 0 on purpose: its rows are too few to differ from the average by more than chance. A category that no "
            + "line names, whether the training saw it or not, is any other value, which adds 0 too where it has no line. Bins without rows are left "
            + "out here; the CSV has them.";

        double Sum(Func<IEnumerable<double>, double> extreme)
            => table.BaseLogOdds + table.Features.Sum(f => extreme(f.Bins.Select(b => b.LogOdds)));
    }

    private static IEnumerable<Block> Feature(ScorecardFeature feature, int number, bool hasPoints)
    {
        ScorecardBin[] bins = [.. feature.Bins.Where(b => b.Count > 0)];
        yield return new Heading(feature.Name);
        yield return Drawn(feature.Name, bins, number);
        yield return Table(feature, bins, hasPoints);
    }

    private static Figure Drawn(string feature, ScorecardBin[] bins, int number)
    {
        const string Title = "WOE by bin";
        const string Says = "Numbered as in the table.";
        var weights = bins.Select(b => b.WeightOfEvidence).ToArray();
        var y = Axis.Round("WOE", Math.Min(weights.Min(), 0), Math.Max(weights.Max(), 0));
        var plot = new Plot(Axis.Numbered("Bin", weights.Length), y, width: 320, height: 220);
        foreach (var (weight, i) in weights.Select((w, i) => (w, i))) plot.Bar(weight > 0 ? "orange" : "blue", i + 0.64, i + 1.36, 0, weight);
        plot.Level(0).Legend("orange", "riskier").Legend("blue", "safer");
        return new(Title, Says, plot.Svg($"woe-{number + 1}", $"{Title}: {feature}", Says)) { IsBesideTable = true };
    }

    private static ReportTable Table(ScorecardFeature feature, ScorecardBin[] bins, bool hasPoints)
    {
        var (count, events) = (bins.Sum(b => b.Count), bins.Sum(b => b.Events));
        var caption = $"Bins of {feature.Name} (coefficient {Format.Fixed(feature.Coefficient, 4)}{Direction(bins)})";
        var table = ReportTable.Of(caption, Heads(hasPoints), [.. bins.Select((bin, i) => (bin, i))], row => Bin(row.bin, row.i));
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

    /// <summary>Where the event rate of a number's ranges goes, or nothing to say of a category or a single range.</summary>
    private static string Direction(ScorecardBin[] bins)
    {
        double[] rates = [.. bins.Where(b => b.Kind == BinKind.Range).Select(b => b.EventRate ?? 0)];
        var steps = rates.Zip(rates.Skip(1), (before, after) => after - before).ToArray();
        return steps.Length == 0 ? "" : steps.All(s => s >= 0) ? ", event rate rising" : steps.All(s => s <= 0) ? ", event rate falling"
            : ", event rate neither rising nor falling throughout";
    }

    /// <summary>A column may have a category called other: the bin for what no line names is called by what it is.</summary>
    private static string Label(ScorecardBin bin) => bin switch
    {
        { Kind: BinKind.Levels, Categories: { } categories } => Format.Some(categories),
        { Kind: BinKind.Range } => bin.Label,
        _ => (bin.Kind == BinKind.Other ? "any other value" : bin.Label) + (bin.WeightOfEvidence == 0 ? " (neutral)" : ""),
    };

    private static IReadOnlyList<Head> Heads(bool hasPoints) =>
    [
        new("Bin"), Head.Text("Values"), new("Count"), new("Share"), new("Events"), new("Event rate"), new("WOE"), new("IV"),
        new(hasPoints ? "Points" : "Log-odds"),
    ];
}
