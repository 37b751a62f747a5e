using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FinScoring.Api.Reports.Content;

namespace FinScoring.Api.Reports.Formats;

/// <summary>
/// The report as one page that loads nothing and runs nothing. It is built as XML, so that no text can become markup, and
/// written so that browsers read it as HTML.
/// </summary>
internal static class HtmlPage
{
    public const string ContentType = "text/html; charset=utf-8";

    /// <summary>Names that HTML ends by themselves; any other must not be written as an empty element.</summary>
    private static readonly HashSet<string> Void = ["meta", "wbr", "line", "rect", "circle", "polyline", "polygon"];

    private static readonly XmlWriterSettings Plain = new()
    {
        OmitXmlDeclaration = true,
        Encoding = new UTF8Encoding(false),
        NewLineHandling = NewLineHandling.None,
    };

    private static readonly string Style = ReadStyle();

    /// <summary>Forbids scripts and loads; the page's own style is known by its hash. In the page too, for a copy on disk.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'";

    public static byte[] Write(Report report)
    {
        var page = new XElement("html", new XAttribute("lang", "en"), Head(report), Body(report));
        foreach (var element in page.Descendants().Where(e => e.IsEmpty && !Void.Contains(e.Name.LocalName))) element.Value = "";
        foreach (var text in page.DescendantNodes().OfType<XText>()) text.Value = Legal(text.Value);
        foreach (var attribute in page.DescendantsAndSelf().Attributes()) attribute.Value = Legal(attribute.Value);
        using var bytes = new MemoryStream();
        bytes.Write("<!DOCTYPE html>\n"u8);
        using (var writer = XmlWriter.Create(bytes, Plain)) page.Save(writer);
        return bytes.ToArray();
    }

    private static XElement Head(Report report) => new(
        "head",
        new XElement("meta", new XAttribute("charset", "utf-8")),
        new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
        new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
        new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
        new XElement("title", report.Title),
        new XElement("style", Style));

    private static XElement Body(Report report) => new(
        "body",
        new XElement(
            "header", new XElement("h1", report.Title), new XElement("p", report.State),
            new XElement("dl", new XAttribute("class", "facts"), report.Facts.Select(Of))),
        new XElement(
            "nav", new XAttribute("aria-label", "Sections"),
            report.Sections.Select(s => new XElement("a", new XAttribute("href", "#" + s.Id), s.Title))),
        new XElement("main", report.Sections.Select(Of)));

    private static XElement Of(Fact fact) => new("div", new XElement("dt", fact.Name), new XElement("dd", fact.Value));

    private static XElement Of(Section section) => new(
        "section", new XAttribute("id", section.Id), new XElement("h2", section.Title), HtmlBlock.Of(section.Blocks));

    /// <summary>Characters that XML cannot hold, as a name in a file may, become the replacement character.</summary>
    private static string Legal(string text)
        => text.EnumerateRunes().All(IsLegal) && !text.Any(char.IsSurrogate)
            ? text
            : string.Concat(text.EnumerateRunes().Select(rune => IsLegal(rune) ? rune : Rune.ReplacementChar));

    private static bool IsLegal(Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
