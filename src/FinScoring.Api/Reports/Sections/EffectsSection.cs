using FinScoring.Api.Reports.Content;
using FinScoring.Core.Explanation.Effects;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What each value of a feature adds to the log-odds, for the most important features.</summary>
internal static class EffectsSection
{
    private const int MostFeatures = 12;

    private static readonly IReadOnlyList<Head> Heads
        = [Head.Text("Values"), new("Rows"), new("Contribution"), new("10 to 90 % of the rows")];

    public static Section? Of(ReportSource source)
    {
        if (source.View is not { } view) return null;
        var features = view.Effects.Take(MostFeatures).ToArray();
        return new("effects", "Effects", Chapter.QuantitativeAnalyses,
        [
            new Paragraph(
                "What a value adds to the log-odds of the event, on average over the rows that have it: above 0 it makes the event more likely. The band "
                    + "holds the contributions of the middle 80 % of those rows; where it is wide, the effect depends on other features. Numbers are cut into up "
                    + "to twenty ranges of about as many rows, shown by their means; their codes and missing values stand apart. A curve that zigzags is "
                    + "chance, or a fault in the data, unless there is a reason."),
            .. features.SelectMany((effect, i) => new Block[] { new Heading(effect.Feature), EffectFigure.Of(effect, i + 1), Table(effect) }),
            .. view.Effects.Count > features.Length
                ? [new Paragraph($"The {Format.Count(features.Length)} most important of {Format.Of(view.Effects.Count, "feature")}.")]
                : Array.Empty<Block>(),
        ]);
    }

    private static ReportTable Table(FeatureEffect effect)
        => ReportTable.Of($"Effect of {effect.Feature}", Heads, effect.Points, Row);

    private static string[] Row(EffectPoint point) =>
    [
        Label(point), Format.Count(point.Rows), Format.Ratio(point.Contribution), $"{Format.Ratio(point.Low)} to {Format.Ratio(point.High)}",
    ];

    private static string Label(EffectPoint point) => point.Kind switch
    {
        EffectPointKind.Range => Mean(point.Value!.Value),
        EffectPointKind.Code => $"code {point.Label}",
        EffectPointKind.Others => "all others",
        _ => point.Label ?? "",
    };

    /// <summary>A mean to the digits that tell it from its neighbours.</summary>
    private static string Mean(double value) => Math.Abs(value) switch
    {
        >= 100 => Format.Count(Math.Round(value)),
        >= 1 => Format.Number(Math.Round(value, 2)),
        _ => Format.Number(value),
    };
}
