using System.Xml.Linq;
using FinScoring.Api.Reports.Content;

namespace FinScoring.Api.Reports.Formats;

/// <summary>A block as HTML.</summary>
internal static class HtmlBlock
{
    public static XElement Of(Block block) => block switch
    {
        Paragraph paragraph => new("p", paragraph.Text),
        Notice notice => new("p", Class("notice"), new XElement("strong", "Mind: "), notice.Text),
        Heading heading => new("h3", heading.Text),
        Points points => new("ul", points.Texts.Select(text => new XElement("li", text))),
        ReportTable table => Table(table),
        Figure figure => new(
            "figure", figure.IsBesideTable ? Class("beside") : null,
            new XElement("figcaption", new XElement("strong", figure.Title + ". "), figure.Description), figure.Drawing),
        _ => throw new InvalidOperationException($"There is no HTML for a {block.GetType().Name}."),
    };

    /// <summary>A wide table scrolls in its frame, by keyboard too.</summary>
    private static XElement Table(ReportTable table) => new(
        "div", Class("table"), new XAttribute("tabindex", "0"), new XAttribute("role", "region"), new XAttribute("aria-label", table.Caption),
        new XElement(
            "table", new XElement("caption", table.Caption),
            new XElement("thead", new XElement("tr", table.Heads.Select(HeadCell))),
            new XElement("tbody", table.Rows.Select(row => new XElement("tr", row.Zip(table.Heads, Cell))))),
        table.Remainder is { } left ? new XElement("p", left) : null);

    private static XElement HeadCell(Head head) => new("th", new XAttribute("scope", "col"), KindOf(head), head.Name);

    private static XElement Cell(string text, Head head) => new("td", KindOf(head), Content(text, head));

    /// <summary>A number may part from its interval, but neither in itself.</summary>
    private static object Content(string text, Head head)
        => head.Kind != CellKind.Number ? text : text.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at
            ? new object[] { new XElement("span", text[..at]), " ", new XElement("span", text[(at + 1)..]) }
            : new XElement("span", text);

    private static XAttribute KindOf(Head head) => Class(head.Kind switch
    {
        CellKind.Number => "number",
        CellKind.Word => "word",
        _ => "text",
    });

    private static XAttribute Class(string name) => new("class", name);
}
