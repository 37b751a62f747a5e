using System.Globalization;
using System.Xml.Linq;

namespace FinScoring.Api.Reports.Figures;

/// <summary>A bar of a name.</summary>
/// <param name="Name">Shortened where there is no room, and whole for the pointer.</param>
/// <param name="Value">From 0 to the right, below 0 to the left.</param>
/// <param name="Text">The value in words.</param>
/// <param name="Style">Its colour.</param>
internal sealed record NamedBar(string Name, double Value, string Text, string Style)
{
    /// <summary>Drawn as a line over the bar.</summary>
    public (double Low, double High)? Range { get; init; }
}

/// <summary>Bars that lie, each with its name before and its value after it, as SVG.</summary>
internal static class NamedBars
{
    private const double Width = 390, Names = 178, Values = 50, Height = 22;
    private const int MostLetters = 20;

    public static XElement Svg(string id, string title, string description, IReadOnlyList<NamedBar> bars)
    {
        double[] ends = [0, .. bars.Select(b => b.Value), .. bars.SelectMany(b => b.Range is { } r ? new[] { r.Low, r.High } : [])];
        var (low, high) = (ends.Min(), ends.Max() > ends.Min() ? ends.Max() : ends.Min() + 1);
        return new(
            "svg", new XAttribute("viewBox", $"0 0 {Text(Width)} {Text(Height * bars.Count + 6)}"), new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
            new XElement("title", new XAttribute("id", id + "-title"), title),
            new XElement("desc", new XAttribute("id", id + "-desc"), description),
            bars.SelectMany((bar, i) => Row(bar, Height * i + 3)),
            Segment("axis", X(0), 0, X(0), Height * bars.Count + 6));

        double X(double value) => Names + (Width - Names - Values) * (value - low) / (high - low);

        IEnumerable<XElement> Row(NamedBar bar, double top)
        {
            var label = Label(Names - 8, top + 14, Short(bar.Name), "end");
            if (bar.Name.Length > MostLetters) label.Add(new XElement("title", bar.Name));
            yield return label;
            yield return new(
                "rect", new XAttribute("class", $"fill {bar.Style}"), At("x", Math.Min(X(0), X(bar.Value))), At("y", top + 3),
                At("width", Math.Abs(X(bar.Value) - X(0))), At("height", Height - 8));
            if (bar.Range is { } range) yield return Segment("whisker", X(range.Low), top + Height / 2 - 1, X(range.High), top + Height / 2 - 1);
            yield return Label(Width - 2, top + 14, bar.Text, "end");
        }
    }

    private static string Short(string name) => name.Length <= MostLetters ? name : name[..(MostLetters - 1)] + "…";

    private static XElement Segment(string style, double x1, double y1, double x2, double y2)
        => new("line", new XAttribute("class", style), At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    private static XElement Label(double x, double y, string text, string anchor)
        => new("text", At("x", x), At("y", y), new XAttribute("text-anchor", anchor), text);

    private static XAttribute At(string name, double value) => new(name, Text(value));

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
