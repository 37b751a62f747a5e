using System.Xml.Linq;
using FinScoring.Api.Reports.Content;

namespace FinScoring.Api.Reports.Formats;

/// <summary>A block as HTML.</summary>
internal static class HtmlBlock
{
    private const string Joints = "_/.:|";

    /// <summary>What stands inside a number, a time or a fraction too.</summary>
    private const string InNumbers = "/.:";

    /// <summary>A word of more letters is a hash, or would push its neighbours off the page: it may part anywhere.</summary>
    private const int MostLetters = 32;

    /// <summary>A figure and the table beside it are one, which no page divides.</summary>
    public static IEnumerable<XElement> Of(IReadOnlyList<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            yield return blocks[i] is Figure { IsBesideTable: true }
                ? new XElement("div", Class("pair"), Of(blocks[i]), Of(blocks[++i]))
                : Of(blocks[i]);
        }
    }

    private static XElement Of(Block block) => block switch
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

    private static XElement Cell(string text, Head head) => head.Kind == CellKind.Number
        ? new("td", KindOf(head), Number(text))
        : new("td", Class(NameOf(head.Kind) + (text.Split(' ', '_', '/', '.').Any(word => word.Length > MostLetters) ? " long" : "")), Words(text));

    /// <summary>A number may part from its interval, and that from a remark after it, but none in itself.</summary>
    private static IEnumerable<object> Number(string text)
    {
        int open = text.IndexOf(" (", StringComparison.Ordinal), close = text.IndexOf(") ", StringComparison.Ordinal);
        var start = 0;
        foreach (var end in new[] { open, close + 1, text.Length }.Where(end => end > 0))
        {
            if (start > 0) yield return " ";
            yield return new XElement("span", text[start..end]);
            start = end + 1;
        }
    }

    /// <summary>A name may part after what joins its words, but neither in a word nor in a number.</summary>
    private static IEnumerable<object> Words(string text)
    {
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (!Joints.Contains(text[i - 1], StringComparison.Ordinal) || !char.IsLetterOrDigit(text[i]) || IsInNumber(text, i - 1)) continue;
            yield return text[start..i];
            yield return new XElement("wbr");
            start = i;
        }

        yield return text[start..];
    }

    private static bool IsInNumber(string text, int at)
        => at > 0 && InNumbers.Contains(text[at], StringComparison.Ordinal) && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]);

    private static XAttribute KindOf(Head head) => Class(NameOf(head.Kind));

    private static string NameOf(CellKind kind) => kind switch
    {
        CellKind.Number => "number",
        CellKind.Word => "word",
        _ => "text",
    };

    private static XAttribute Class(string name) => new("class", name);
}
