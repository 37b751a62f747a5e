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
        Figure figure => new("figure", figure.IsBesideTable ? Class("beside") : null, new XElement("figcaption", new XElement("strong", figure.Title + ". "), figure.Description), figure.Drawing),
        _ => throw new InvalidOperationException($"There is no HTML for a {block.GetType().Name}."),
    };

    /// <summary>A wide table scrolls in its frame, by keyboard too.</summary>
    private static XElement Table(ReportTable table) => new(
        "div", Class("table"), new XAttribute("tabindex", "0"), new XAttribute("role", "region"), new XAttribute("aria-label", table.Caption),
        new XElement(
            "table", new XElement("caption", table.Caption),
            new XElement("thead", new XElement("tr", table.Heads.Select(head => new XElement("th", new XAttribute("scope", "col"), Side(head), head.Name)))),
            new XElement("tbody", table.Rows.Select(row => new XElement("tr", row.Zip(table.Heads, (cell, head) => new XElement("td", Side(head), cell)))))),
        table.Remainder is { } left ? new XElement("p", left) : null);

    private static XAttribute? Side(Head head) => head.Kind switch
    {
        CellKind.Number => Class("number"),
        CellKind.Word => Class("word"),
        _ => null,
    };

    private static XAttribute Class(string name) => new("class", name);
}
