using FinScoring.Api.Reports.Content;
using FinScoring.Core.Explanation.Effects;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What each value of a feature adds to the log-odds, for the most important features.</summary>
internal static class EffectsSection
{
    private const int MostFeatures = 12;

    /// <summary>Contributions less apart than this are printed alike.</summary>
    private const double Alike = 0.0005;

    private const int MostDigits = 6;

    private const string Steps = "A figure with steps shows the scorecard's bins themselves, each at its log-odds less the mean of the rows compared "
        + "with; the table beside it has the means of the ranges, which may hold rows of two bins. ";

    private const string Promised = "A column that is promised to be monotone never moves a score the wrong way when it alone changes; its curve "
        + "may, because the rows of two values differ in other columns too. ";

    private static readonly IReadOnlyList<Head> Heads = [Head.Text("Values"), new("Rows"), new("Contribution")];

    private static readonly Head Band = new("10 to 90 % of the rows");

    public static Section? Of(ReportSource source)
    {
        if (source.View is not { } view) return null;
        var features = view.Effects.Take(MostFeatures).ToArray();
        var steps = features.Select(effect => EffectSteps.Of(source.Version.Scorecard, effect)).ToArray();
        var hasBand = !IsSum(view);
        return new("effects", "Effects", Chapter.QuantitativeAnalyses,
        [
            new Paragraph(
                "What a value adds to the log-odds of the event, on average over the rows that have it: above 0 it makes the event more likely. "
                    + (hasBand
                        ? "The band holds the contributions of the middle 80 % of those rows; where it is wide, the effect depends on other features, and a "
                            + "mean outside it is drawn there by a few rows. " + (source.Version.Options.Monotone.Count > 0 ? Promised : "")
                        : "It depends on that feature alone: the model is a sum over its features. ")
                    + "Numbers are cut into up to twenty ranges of about as many rows, shown by their means; their codes and missing values stand "
                    + "apart. " + (steps.Any(s => s.Count > 0) ? Steps : "") + "A curve that zigzags is chance, or a fault in the data, unless there is a reason."),
            .. features.SelectMany((effect, i) => new Block[]
            {
                new Heading(effect.Feature),
                EffectFigure.Of(effect, i + 1, hasBand, steps[i]),
                Table(effect, hasBand),
            }),
            .. view.Effects.Count > features.Length
                ? [new Paragraph($"The {Format.Count(features.Length)} most important of {Format.Of(view.Effects.Count, "feature")}.")]
                : Array.Empty<Block>(),
        ]);
    }

    /// <summary>Whether rows of one value have one contribution: then a band says nothing but how a range was cut.</summary>
    private static bool IsSum(GlobalView view) => view.Interactions.Count == 0 && view.Effects.SelectMany(e => e.Points)
        .Where(p => p.Kind is EffectPointKind.Level or EffectPointKind.Code or EffectPointKind.Missing).All(p => p.High - p.Low < Alike);

    private static ReportTable Table(FeatureEffect effect, bool hasBand)
    {
        var digits = Digits([.. effect.Points.Where(p => p.Kind == EffectPointKind.Range).Select(p => p.Value!.Value)]);
        var caption = $"Effect of {effect.Feature}";
        return hasBand
            ? ReportTable.Of(caption, [.. Heads, Band], effect.Points, p => [.. Row(p), $"{Format.Ratio(p.Low)} to {Format.Ratio(p.High)}"])
            : ReportTable.Of(caption, Heads, effect.Points, Row);

        string[] Row(EffectPoint point) => [Label(point, digits), Format.Count(point.Rows), Format.Ratio(point.Contribution)];
    }

    private static string Label(EffectPoint point, int? digits) => point.Kind switch
    {
        EffectPointKind.Range => Text(point.Value!.Value, digits),
        EffectPointKind.Code => $"code {point.Label}",
        EffectPointKind.Others => "all others",
        _ => point.Label ?? "",
    };

    /// <summary>The same for all means of a feature: as many as tell each from its neighbours, to a tenth of the way between them.</summary>
    /// <returns>Null where the most there may be tell fewer apart than digits of each number's own.</returns>
    private static int? Digits(double[] means)
    {
        var gap = means.Zip(means.Skip(1), (a, b) => b - a).DefaultIfEmpty(1).Min();
        var digits = Enumerable.Range(0, MostDigits).FirstOrDefault(d => means.All(m => Math.Abs(m - Math.Round(m, d)) <= gap / 10), MostDigits);
        return Told(digits) < Told(null) ? null : digits;

        int Told(int? digits) => means.Select(mean => Text(mean, digits)).Distinct().Count();
    }

    private static string Text(double mean, int? digits) => digits is { } d ? Format.Fixed(mean, d) : Format.Number(mean);
}
