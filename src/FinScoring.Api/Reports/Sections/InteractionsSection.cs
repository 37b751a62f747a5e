using FinScoring.Api.Reports.Content;
using FinScoring.Core.Explanation.Effects;

namespace FinScoring.Api.Reports.Sections;

/// <summary>Which features work together.</summary>
internal static class InteractionsSection
{
    private const int MostPairs = 10;

    private static readonly IReadOnlyList<Head> Heads
        = [Head.Text("Feature"), Head.Text("With"), new("H²"), new("Size, log-odds")];

    public static Section? Of(ReportSource source) => source.View is not { } view ? null : new(
        "interactions", "Interactions", Chapter.QuantitativeAnalyses,
        view.Interactions.Count > 0
            ?
            [
                new Paragraph(
                    $"Computed for the pairs of the eight most important features that some part of the model looks at together, {Format.Count(view.Interactions.Count)} in "
                        + "all; of a pair with another feature nothing is known. H² (Friedman and Popescu 2008) is the share of the variance of the joint effect "
                        + "that the two effects alone do not explain; the size is the root mean square of that part. A large share of a small effect is of no "
                        + "weight: look at both."),
                ReportTable.Of("Pairs, the largest share first", Heads, [.. view.Interactions.Take(MostPairs)], Row),
                .. view.Interactions.Count > MostPairs
                    ? [new Paragraph($"The first {Format.Count(MostPairs)}; GET .../effects has them all.")]
                    : Array.Empty<Block>(),
            ]
            : [new Paragraph("None among the eight most important features: what one of them adds to the log-odds does not depend on another of them.")]);

    private static string[] Row(Interaction pair) => [pair.First, pair.Second, Format.Ratio(pair.HSquared), Format.Ratio(pair.Rms)];
}
