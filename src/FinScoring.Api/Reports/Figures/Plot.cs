using System.Globalization;
using System.Xml.Linq;

namespace FinScoring.Api.Reports.Figures;

/// <summary>
/// A drawing on two axes, as SVG. Colours are classes of the page's style sheet (blue, orange, grey), so that dark pages and
/// print have their own; nothing in it is loaded, and nothing runs. What is drawn first lies below.
/// </summary>
internal sealed class Plot
{
    private const double Left = 62;
    private const double Top = 34;

    private readonly Axis _x;
    private readonly Axis _y;
    private readonly List<XElement> _marks = [];
    private double _legendEnd = Left;

    /// <param name="x">From left to right.</param>
    /// <param name="y">From the bottom to the top.</param>
    /// <param name="width">Of the whole drawing, in pixels where there is room.</param>
    /// <param name="height">The same.</param>
    public Plot(Axis x, Axis y, double width = 480, double height = 330)
    {
        (_x, _y, Width, Height) = (x, y, width, height);
        foreach (var tick in y.Ticks)
            _marks.AddRange([Segment("grid", Left, Y(tick.At), Right, Y(tick.At)), Label(Left - 7, Y(tick.At) + 4, tick.Label, "end")]);
        foreach (var tick in x.Ticks)
            _marks.AddRange([Segment("axis", X(tick.At), Bottom, X(tick.At), Bottom + 5), Label(X(tick.At), Bottom + 19, tick.Label)]);
        _marks.AddRange([Segment("axis", Left, Bottom, Right, Bottom), Label((Left + Right) / 2, Height - 8, x.Title)]);
        _marks.Add(Turned(15, (Top + Bottom) / 2, y.Title));
    }

    private double Width { get; }

    private double Height { get; }

    private double Right => Width - 24;

    private double Bottom => Height - 48;

    public Plot Line(string style, IEnumerable<(double X, double Y)> points)
        => Add(new XElement("polyline", Class($"line {style}"), new XAttribute("points", Joined(points))));

    /// <summary>What lies between two lines, as an interval does.</summary>
    public Plot Band(string style, IReadOnlyCollection<(double X, double Low, double High)> points)
        => Area(style, [.. points.Select(p => (p.X, p.Low)), .. points.Reverse().Select(p => (p.X, p.High))]);

    public Plot Area(string style, IReadOnlyCollection<(double X, double Y)> outline)
        => Add(new XElement("polygon", Class($"band {style}"), new XAttribute("points", Joined(outline))));

    public Plot Bar(string style, double from, double to, double low, double high) => Add(new XElement(
        "rect", Class($"fill {style}"),
        new XAttribute("x", Text(Math.Min(X(from), X(to)))), new XAttribute("y", Text(Math.Min(Y(low), Y(high)))),
        new XAttribute("width", Text(Math.Abs(X(to) - X(from)))), new XAttribute("height", Text(Math.Abs(Y(high) - Y(low))))));

    public Plot Point(string style, double x, double y) => Add(new XElement(
        "circle", Class($"fill {style}"), new XAttribute("cx", Text(X(x))), new XAttribute("cy", Text(Y(y))), new XAttribute("r", "4")));

    /// <summary>An interval as a line with ends.</summary>
    public Plot Whisker(double x, double low, double high)
    {
        foreach (var end in new[] { low, high }) Add(Segment("whisker", X(x) - 4, Y(end), X(x) + 4, Y(end)));
        return Add(Segment("whisker", X(x), Y(low), X(x), Y(high)));
    }

    /// <summary>A line from the bottom to the top.</summary>
    public Plot Upright(double x) => Add(Segment("rule", X(x), Bottom, X(x), Top));

    /// <summary>A line from the left to the right.</summary>
    public Plot Level(double y) => Add(Segment("rule", Left, Y(y), Right, Y(y)));

    /// <summary>A word at the top of the drawing, over the middle of a range.</summary>
    public Plot Over(double from, double to, string text) => Add(Label((X(from) + X(to)) / 2, Top + 13, text));

    /// <summary>An entry of the legend above the drawing, in the order of the calls.</summary>
    public Plot Legend(string style, string text)
    {
        _marks.Add(new XElement("rect", Class($"fill {style}"), At("x", _legendEnd), At("y", 9), At("width", 14), At("height", 10)));
        _marks.Add(Label(_legendEnd + 19, 18, text, "start"));
        _legendEnd += 19 + 7.2 * text.Length + 14;
        return this;
    }

    /// <summary>The drawing, with words for those who do not see it.</summary>
    public XElement Svg(string id, string title, string description) => new(
        "svg", new XAttribute("viewBox", $"0 0 {Text(Width)} {Text(Height)}"), new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
        new XElement("title", new XAttribute("id", id + "-title"), title),
        new XElement("desc", new XAttribute("id", id + "-desc"), description),
        _marks);

    private Plot Add(XElement mark)
    {
        _marks.Add(mark);
        return this;
    }

    private double X(double value) => Left + (Right - Left) * Within(_x, value);

    private double Y(double value) => Bottom + (Top - Bottom) * Within(_y, value);

    /// <summary>What lies beyond an axis is drawn at its end.</summary>
    private static double Within(Axis axis, double value) => Math.Clamp((value - axis.From) / (axis.To - axis.From), 0, 1);

    private string Joined(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{Text(X(p.X))},{Text(Y(p.Y))}"));

    private static XElement Segment(string style, double x1, double y1, double x2, double y2)
        => new("line", Class(style), At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    private static XElement Label(double x, double y, string text, string anchor = "middle")
        => new("text", At("x", x), At("y", y), new XAttribute("text-anchor", anchor), text);

    private static XElement Turned(double x, double y, string text) => new(
        "text", new XAttribute("transform", $"translate({Text(x)} {Text(y)}) rotate(-90)"), new XAttribute("text-anchor", "middle"), text);

    private static XAttribute Class(string style) => new("class", style);

    private static XAttribute At(string name, double value) => new(name, Text(value));

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
