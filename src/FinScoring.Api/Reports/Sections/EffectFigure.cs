using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation.Effects;

namespace FinScoring.Api.Reports.Sections;

/// <summary>An effect as a curve with its band, codes and missing values at its right; of a category as bars.</summary>
internal static class EffectFigure
{
    private const string Title = "Effect";
    private const string Says = "Mean contribution in log-odds, and the middle 80 % of the rows.";

    public static Figure Of(FeatureEffect effect, int number)
    {
        var (id, title) = ($"effect-{number}", $"{Title} of {effect.Feature}");
        var ranges = effect.Points.Where(p => p.Kind == EffectPointKind.Range).ToArray();
        var drawing = effect.Kind == ColumnKind.Numeric && ranges.Length > 0
            ? Curve(effect, ranges).Svg(id, title, Says)
            : NamedBars.Svg(id, title, Says, [.. effect.Points.Select(Bar)]);
        return new(Title, Says, drawing) { IsBesideTable = true };
    }

    private static NamedBar Bar(EffectPoint point)
        => new(point.Label ?? "", point.Contribution, Format.Ratio(point.Contribution), point.Contribution < 0 ? "blue" : "orange") { Range = (point.Low, point.High) };

    private static Plot Curve(FeatureEffect effect, EffectPoint[] ranges)
    {
        var apart = effect.Points.Where(p => p.Kind != EffectPointKind.Range).ToArray();
        var x = Axis.Round(effect.Feature, ranges[0].Value!.Value, ranges[^1].Value!.Value, v => Format.Number(v));
        // Wide enough for the word missing, but for many codes the curve would be left too little.
        var step = (x.To - x.From) / (apart.Length > 2 ? 8 : 4);
        var y = Axis.Round(
            "Contribution", Math.Min(0, effect.Points.Min(p => p.Low)), Math.Max(0, effect.Points.Max(p => p.High)), v => Format.Number(v));
        var plot = new Plot(x with { Title = "", To = x.To + step * apart.Length }, y, width: 360, height: 250);
        if (apart.Length > 0) plot.Upright(x.To);
        plot.Level(0).Band("blue", [.. ranges.Select(p => (p.Value!.Value, p.Low, p.High))])
            .Line("blue", ranges.Select(p => (p.Value!.Value, p.Contribution)));
        foreach (var point in ranges.Length == 1 ? ranges : []) plot.Point("blue", point.Value!.Value, point.Contribution);
        foreach (var (point, i) in apart.Select((point, i) => (point, i)))
        {
            var at = x.To + step * (i + 0.5);
            plot.Whisker(at, point.Low, point.High).Point("orange", at, point.Contribution)
                .Over(at - step / 2, at + step / 2, point.Label ?? "");
        }

        return plot;
    }
}
