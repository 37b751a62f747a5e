using System.Text;
using System.Xml.Linq;
using FinScoring.Api.Reports;
using FinScoring.Api.Reports.Formats;

namespace FinScoring.Api.Tests.Reports;

/// <summary>A page as tests look at it: parsed as XML, which fails if it is not well formed.</summary>
internal sealed record Page(XElement Html)
{
    public static Page Of(ReportSource source) => Parse(Encoding.UTF8.GetString(HtmlPage.Write(Report.Of(source))));

    public static Page Parse(string html) => new(XDocument.Parse(html, LoadOptions.PreserveWhitespace).Root!);

    public IEnumerable<string> Sections => Html.Descendants("section").Select(section => section.Attribute("id")!.Value);

    /// <summary>What a reader sees, without the style sheet.</summary>
    public string Text
        => string.Join(' ', Html.Descendants().Where(e => e.Name != "style").SelectMany(e => e.Nodes().OfType<XText>()).Select(t => t.Value));

    public string TextOf(string section) => string.Concat(Section(section).DescendantNodes().OfType<XText>().Select(t => t.Value + " "));

    /// <summary>The cells of a section's table, whose caption begins so, without the heads.</summary>
    public string[][] Table(string section, string caption)
    {
        var table = Section(section).Descendants("table").First(t => t.Element("caption")!.Value.StartsWith(caption, StringComparison.Ordinal));
        var rows = table.Element("tbody")!.Elements("tr");
        return [.. rows.Select(row => row.Elements("td").Select(cell => cell.Value.Replace('\u00a0', ' ')).ToArray())];
    }

    public XElement Section(string id) => Html.Descendants("section").Single(section => section.Attribute("id")!.Value == id);
}
