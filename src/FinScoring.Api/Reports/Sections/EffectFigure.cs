using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation.Effects;

namespace FinScoring.Api.Reports.Sections;

/// <summary>An effect as a curve with its band, or as steps, codes and missing values at its right; of a category as bars.</summary>
internal static class EffectFigure
{
    private const string Title = "Effect";
    private const string Exact = "Contribution of each bin in log-odds";
    private const string Mean = "Mean contribution in log-odds";

    /// <param name="effect">What to draw.</param>
    /// <param name="number">Its number on the page.</param>
    /// <param name="hasBand">Whether rows of one value differ.</param>
    /// <param name="steps">Where it is known to be made of steps; else none.</param>
    public static Figure Of(FeatureEffect effect, int number, bool hasBand, IReadOnlyList<EffectStep> steps)
    {
        var (id, title) = ($"effect-{number}", $"{Title} of {effect.Feature}");
        var says = (steps.Count > 0 ? Exact : Mean) + (hasBand ? ", and the middle 80 % of the rows." : ".");
        var ranges = effect.Points.Where(p => p.Kind == EffectPointKind.Range).ToArray();
        var drawing = effect.Kind == ColumnKind.Numeric && ranges.Length > 0
            ? Curve(effect, ranges, hasBand, steps).Svg(id, title, says)
            : NamedBars.Svg(id, title, says, [.. effect.Points.Select(p => Bar(p, hasBand))]);
        return new(Title, says, drawing) { IsBesideTable = true };
    }

    private static NamedBar Bar(EffectPoint point, bool hasBand)
        => new(point.Label ?? "", point.Contribution, Format.Ratio(point.Contribution), point.Contribution < 0 ? "blue" : "orange")
        {
            Range = hasBand ? (point.Low, point.High) : null,
        };

    private static Plot Curve(FeatureEffect effect, EffectPoint[] ranges, bool hasBand, IReadOnlyList<EffectStep> steps)
    {
        var apart = effect.Points.Where(p => p.Kind != EffectPointKind.Range).ToArray();
        double first = ranges[0].Value!.Value, last = ranges[^1].Value!.Value;
        // The last step may begin at the last mean: without room it would be a line up the edge.
        if (steps.Count > 0) last += (last - first) / 20;
        var x = Axis.Round(effect.Feature, first, last);
        // Wide enough for the word missing, but for many codes the curve would be left too little.
        var step = (x.To - x.From) / (apart.Length > 2 ? 8 : 4);
        var y = Axis.Round(
            "Contribution", Math.Min(0, effect.Points.Min(p => p.Low)), Math.Max(0, effect.Points.Max(p => p.High)));
        var plot = new Plot(x with { Title = "", To = x.To + step * apart.Length }, y, width: 360, height: 250);
        if (apart.Length > 0) plot.Upright(x.To);
        plot.Level(0);
        if (hasBand) plot.Band("blue", [.. ranges.Select(p => (p.Value!.Value, p.Low, p.High))]);
        plot.Line("blue", steps.Count > 0 ? Corners(steps, first, last) : ranges.Select(p => (p.Value!.Value, p.Contribution)));
        foreach (var point in ranges.Length == 1 ? ranges : []) plot.Point("blue", point.Value!.Value, point.Contribution);
        foreach (var (point, i) in apart.Select((point, i) => (point, i)))
        {
            var at = x.To + step * (i + 0.5);
            if (hasBand) plot.Whisker(at, point.Low, point.High);
            plot.Point("orange", at, point.Contribution).Over(at - step / 2, at + step / 2, point.Label ?? "");
        }

        return plot;
    }

    private static IEnumerable<(double X, double Y)> Corners(IReadOnlyList<EffectStep> steps, double from, double to)
        => steps.Where(s => s.From <= to && s.To >= from)
            .SelectMany(s => new[] { (Math.Max(s.From, from), s.Contribution), (Math.Min(s.To, to), s.Contribution) });
}
