using FinScoring.Api.Reports.Content;
using FinScoring.Core.Explanation.Effects;

namespace FinScoring.Api.Reports.Sections;

/// <summary>Which features work together.</summary>
internal static class InteractionsSection
{
    private static readonly IReadOnlyList<Head> Heads
        = [Head.Text("Feature"), Head.Text("With"), new("H²"), new("Size, log-odds")];

    public static Section? Of(ReportSource source) => source.View is not { } view ? null : new(
        "interactions", "Interactions", Chapter.QuantitativeAnalyses,
        view.Interactions.Count > 0
            ?
            [
                new Paragraph(
                    "Pairs of the eight most important features. H² (Friedman and Popescu 2008) is the share of the variance of their joint effect that the two "
                        + "effects alone do not explain; the size is the root mean square of that part. A large share of a small effect is of no weight: look at "
                        + "both. Pairs that are not listed do not interact."),
                ReportTable.Of("Pairs, the largest share first", Heads, view.Interactions, Row),
            ]
            : [new Paragraph("None: what a feature adds to the log-odds does not depend on the others.")]);

    private static string[] Row(Interaction pair) => [pair.First, pair.Second, Format.Ratio(pair.HSquared), Format.Ratio(pair.Rms)];
}
