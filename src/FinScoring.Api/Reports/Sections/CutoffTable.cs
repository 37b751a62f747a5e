using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What other thresholds would have done, to choose a policy by: one at about every twentieth of the rows.</summary>
internal static class CutoffTable
{
    private const int Parts = 20;
    private const int FewestDigits = 2;
    private const int MostDigits = 6;

    private static readonly IReadOnlyList<Head> Loan =
    [
        new("Approve below"), new("Score"), new("Share approved"), new("Event rate among them"), new("Share of all events declined"),
    ];

    private static readonly IReadOnlyList<Head> Risk =
        [new("Band begins at"), new("Share of rows below it"), new("Event rate below it"), new("Share of all events at or above it")];

    /// <summary>Nothing for trade, whose direction follows from the expected return.</summary>
    public static IEnumerable<Block> Of(Policy policy, IReadOnlyList<ScoreCell> cells)
    {
        if (policy is not (LoanPolicy or RiskPolicy) || cells.Sum(c => c.Events) == 0) yield break;
        double[] quantiles = [.. Enumerable.Range(1, Parts - 1).Select(i => ScoreQuantile.Of(cells, All, (double)i / Parts)!.Value)];
        var digits = Digits(quantiles);
        double[] cutoffs = [.. quantiles.Select(p => Printed(p, digits)).Where(p => p > cells[0].Lowest && p < 1).Distinct()];
        if (cutoffs.Length == 0) yield break;
        yield return new Heading("Other cut-offs");
        yield return new Paragraph(
            "What a single threshold would have made of the same out-of-fold rows, one at about every twentieth of them: to choose a policy by. "
            + "Each line is counted at the probability as it is printed, and holds about where that divides the rows of one stored cell.");
        yield return policy is LoanPolicy loan
            ? ReportTable.Of("Out-of-fold rows at other cut-offs", Loan, cutoffs, p => Row(p, digits, cells, [ScoreAxis.Score(loan, p)]))
            : ReportTable.Of("Out-of-fold rows at other cut-offs", Risk, cutoffs, p => Row(p, digits, cells, []));
    }

    private static string[] Row(double cutoff, int? digits, IReadOnlyList<ScoreCell> cells, string[] score)
    {
        var (rows, events) = new PolicyBand("", 0, cutoff).Count(cells);
        return
        [
            Text(cutoff, digits), .. score, Format.Percent(rows / cells.Sum(All)), Format.Percent(events / rows),
            Format.Percent(1 - events / cells.Sum(c => c.Events)),
        ];
    }

    /// <summary>
    /// Digits of the percentage, where all are below 1 %: as few as tell them apart. Null: as <see cref="Format.Percent"/> has it.
    /// </summary>
    private static int? Digits(double[] probabilities)
        => probabilities.Max() >= 0.01 ? null : Enumerable.Range(FewestDigits, MostDigits - FewestDigits)
            .FirstOrDefault(d => probabilities.Select(p => Printed(p, d)).Distinct().Count() == probabilities.Distinct().Count(), MostDigits);

    /// <summary>As <see cref="Text"/> writes it: whoever sets a policy to what is printed gets what the line says.</summary>
    private static double Printed(double probability, int? digits) => Math.Round(probability, digits + 2 ?? (probability < 0.01 ? 4 : 3));

    private static string Text(double probability, int? digits)
        => digits is { } d ? Format.FixedPercent(probability, d) : Format.Percent(probability);

    private static double All(ScoreCell cell) => cell.Events + cell.Others;
}
