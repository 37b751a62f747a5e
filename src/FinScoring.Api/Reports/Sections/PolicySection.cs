using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What the policy in force would have answered on the rows evaluated, and what came of it.</summary>
internal static class PolicySection
{
    private static readonly IReadOnlyList<Head> Answer = [Head.Word("Answer"), Head.Word("Probability")];

    private static readonly IReadOnlyList<Head> AnswerByReturn = [Head.Word("Answer"), Head.Word("Expected return")];

    private static readonly IReadOnlyList<Head> Counts =
        [new("Rows"), new("Share of rows"), new("Events"), new("Event rate"), new("Share of events")];

    private static readonly IReadOnlyList<Head> CostHeads = [Head.Text("If one would"), new("Cost per applicant")];

    public static Section Of(ReportSource source) => new("policy", "Policy outcome", Chapter.Metrics,
    [
        new Paragraph("Thresholds belong to the model, not to a version, and change without training. In force is policy "
            + $"{source.Policy.Number}"
            + (source.Policy.Policy.Assumed ? ", assumed: nobody has set it yet." : ", set by someone who answers for it.")),
        .. Cells(source) is { Count: > 0 } cells
            ? Outcome(source, cells)
            : [new Paragraph("This version was stored before score distributions were kept: what the policy would have "
                + "answered is not known.")],
    ]);

    private static IReadOnlyList<ScoreCell>? Cells(ReportSource source)
        => PolicyBand.IsOfReturns(source.Version.Returns) ? source.Evaluation.Returns?.Distribution : source.Curves?.Distribution;

    private static IEnumerable<Block> Outcome(ReportSource source, IReadOnlyList<ScoreCell> cells)
    {
        var bands = PolicyBand.Of(source.Policy.Policy, source.Version.Returns);
        if (bands.Count == 0)
        {
            yield return new Paragraph("After up and after other bars the price did the same: every expected return is alike, and there is "
                + "no direction to tell.");
            yield break;
        }

        (double Rows, double Events)[] counts = [.. bands.Select(band => band.Count(cells))];
        double rows = counts.Sum(c => c.Rows), events = counts.Sum(c => c.Events);
        // Rows are printed as the sum of both, so that there are never fewer rows than events.
        string[][] figures = [.. counts.Zip(Whole([.. counts.Select(c => c.Events)]), Whole([.. counts.Select(c => c.Rows - c.Events)]))
            .Select(c => Row(c.First, c.Second + c.Third, c.Second, rows, events))];
        const string Caption = "Out-of-fold rows under the policy in force";
        (PolicyBand First, string[] Second)[] lines = [.. bands.Zip(figures)];
        yield return source.Policy.Policy is LoanPolicy points
            ? ReportTable.Of(Caption, [.. Answer, Head.Word("Score"), .. Counts], lines, l => [l.First.Answer, Range(l.First), Scores(points, l.First), .. l.Second])
            : PolicyBand.IsOfReturns(source.Version.Returns)
                ? ReportTable.Of(Caption, [.. AnswerByReturn, .. Counts], lines, l => [l.First.Answer, Returns(l.First), .. l.Second])
                : ReportTable.Of(Caption, [.. Answer, .. Counts], lines, l => [l.First.Answer, Range(l.First), .. l.Second]);
        yield return new Paragraph(Reading(source.Version));
        if (source.Policy.Policy is LoanPolicy { DeclineFrom: > 0 and < 1 } loan)
            foreach (var block in Costs(loan, counts)) yield return block;
        foreach (var block in CutoffTable.Of(source.Policy.Policy, cells)) yield return block;
    }

    private static string[] Row((double Rows, double Events) count, double wholeRows, double wholeEvents, double rows, double events) =>
    [
        Format.Count(wholeRows), Format.Percent(count.Rows / rows), Format.Count(wholeEvents),
        Format.Percent(count.Rows > 0 ? count.Events / count.Rows : null), Format.Percent(events > 0 ? count.Events / events : null),
    ];

    /// <summary>Rounded so that they still add up: what is rounded is the sum so far.</summary>
    private static double[] Whole(double[] counts)
    {
        double sum = 0, before = 0;
        return Array.ConvertAll(counts, count =>
        {
            sum += count;
            var whole = Math.Round(sum) - before;
            before += whole;
            return whole;
        });
    }

    /// <summary>The scores that answers give to the probabilities of a band.</summary>
    private static string Scores(LoanPolicy policy, PolicyBand band) => (band.From, band.To) switch
    {
        (_, <= 0) or ( >= 1, _) => Format.None,
        ( <= 0, < 1) => $"{ScoreAxis.Score(policy, band.To)} or more",
        ( > 0, < 1) => $"{ScoreAxis.Score(policy, band.To)} to {ScoreAxis.Score(policy, band.From)}",
        ( > 0, _) => $"{ScoreAxis.Score(policy, band.From)} or less",
        _ => "any",
    };

    private static string Range(PolicyBand band) => (band.From, band.To) switch
    {
        ( <= 0, < 1) => $"below {Format.Percent(band.To)}",
        ( > 0, <= 1) => $"{Format.Percent(band.From)} to {Format.Percent(band.To)}",
        ( > 0, _) => $"{Format.Percent(band.From)} or more",
        _ => "any",
    };

    private static string Returns(PolicyBand band) => (double.IsInfinity(band.From), double.IsInfinity(band.To)) switch
    {
        (true, _) => $"below {Format.Percent(band.To)}",
        (_, true) => $"above {Format.Percent(band.From)}",
        _ => $"{Format.Percent(band.From)} to {Format.Percent(band.To)}",
    };

    private static string Reading(Manifest version) => (version.Domain switch
    {
        "loan" => "Event rates should rise from approve to decline. A bad sign: a review that is as bad as a decline, or that holds more "
            + "than people can look at.",
        "risk" => "Event rates should rise from band to band. A bad sign: a band that hardly holds a row, or whose event rate is that "
            + "of its neighbour.",
        _ => "The event is a rise of the price. A bad sign: up and down whose event rates hardly differ, as honest daily models often "
            + "have. "
            + (PolicyBand.IsOfReturns(version.Returns) ? "Directions follow from the return that each fold's model expected." : "Directions are those of the published model's mean returns."),
    }) + $" {(PolicyBand.IsOfReturns(version.Returns) ? "Returns" : "Probabilities")} are kept in some hundred narrow cells: rows of a cell that a threshold divides count in proportion, and rows and events "
        + "are rounded so that they add up."
        + (version.Domain == "loan" ? " A score is rounded too: one at a border may be on either side of it, where the probability decides." : "");

    /// <summary>The threshold at which both mistakes cost the same tells what they cost (Elkan 2001).</summary>
    private static IEnumerable<Block> Costs(LoanPolicy policy, (double Rows, double Events)[] counts)
    {
        var ratio = (1 - policy.DeclineFrom) / policy.DeclineFrom;
        var (rows, bad) = (counts.Sum(c => c.Rows), counts.Sum(c => c.Events));
        var (approve, review, decline) = (counts[0], counts[1], counts[2]);
        yield return new Paragraph(
            $"Declining from a probability of {Format.Percent(policy.DeclineFrom)} is right where accepting a bad applicant costs "
            + $"{Format.Two(ratio)} times as much as refusing a good one. In units of the latter, what each way would have cost per "
            + "applicant (what a review costs itself is not in it):");
        yield return new ReportTable("Expected cost", CostHeads,
        [
            Line("approve everyone", ratio * bad),
            Line("decline everyone", rows - bad),
            Line("follow the policy, and approve after review", ratio * (approve.Events + review.Events) + Good(decline)),
            Line("follow the policy, and decline after review", ratio * approve.Events + Good(review) + Good(decline)),
        ]);

        string[] Line(string way, double cost) => [way, Format.Ratio(cost / rows)];

        static double Good((double Rows, double Events) count) => count.Rows - count.Events;
    }
}
