using System.Xml.Linq;
using FinScoring.Api.Reports.Content;
using FinScoring.Api.Reports.Figures;
using FinScoring.Api.Reports.Formats;

namespace FinScoring.Api.Tests.Reports;

public sealed class HtmlBlockTests
{
    [Theory]
    [InlineData("0.576 (0.349-0.861) below 4/5", new[] { "0.576", "(0.349-0.861)", "below 4/5" })]
    [InlineData("0.797 (0.769-0.823)", new[] { "0.797", "(0.769-0.823)" })]
    [InlineData("-7.7 (-13.9 to -2.0)", new[] { "-7.7", "(-13.9 to -2.0)" })]
    [InlineData("0.644 strong", new[] { "0.644 strong" })]
    public void A_number_may_part_from_its_interval_and_from_what_is_said_of_it(string text, string[] parts)
    {
        var cell = Cell(new("x"), text);
        Assert.Equal(parts, cell.Elements("span").Select(span => span.Value));
        Assert.Equal(text, cell.Value);
    }

    [Theory]
    [InlineData("installment_commitment", new[] { "installment_", "commitment" })]
    [InlineData("no credits/all paid", new[] { "no credits/", "all paid" })]
    [InlineData("duration", new[] { "duration" })]
    [InlineData("0.25 to below 0.5", new[] { "0.25 to below 0.5" })]
    [InlineData("12:30 or 4/5", new[] { "12:30 or 4/5" })]
    [InlineData("v1.x/2", new[] { "v1.", "x/", "2" })]
    [InlineData("trailing_", new[] { "trailing_" })]
    [InlineData("", new[] { "" })]
    public void A_name_may_part_between_its_words_only(string name, string[] parts)
    {
        var cell = Cell(Head.Text("x"), name);
        Assert.Equal(parts.Length - 1, cell.Elements("wbr").Count());
        Assert.Equal(parts, cell.Nodes().OfType<XText>().Select(text => text.Value).DefaultIfEmpty(""));
    }

    [Theory]
    [InlineData("installment_commitment_of_the_applicant", "text")]
    [InlineData("38b6dbf6fb4b0311a3ffc005730f42623128591fb36473ab3c22d270c0467632", "text long")]
    public void Only_a_word_too_long_for_any_column_may_part_in_itself(string text, string style)
        => Assert.Equal(style, Cell(Head.Text("x"), text).Attribute("class")!.Value);

    [Fact]
    public void A_figure_and_the_table_beside_it_stay_on_one_page()
    {
        var figure = new Figure("f", "says", new XElement("svg")) { IsBesideTable = true };
        var table = new ReportTable("t", [new("x")], []);
        var blocks = HtmlBlock.Of([new Heading("h"), figure, table, new Paragraph("p")]).ToArray();
        Assert.Equal(["h3", "div", "p"], blocks.Select(b => b.Name.LocalName));
        Assert.Equal(["figure", "div"], blocks[1].Elements().Select(e => e.Name.LocalName));
    }

    [Fact]
    public void A_name_that_a_bar_has_no_room_for_is_whole_for_the_pointer()
    {
        const string Long = "critical/other existing credit";
        var drawing = NamedBars.Svg("id", "title", "says", [new(Long, 1, "1", "blue"), new("short", 1, "1", "blue")]);
        var title = Assert.Single(drawing.Descendants("text").Elements("title"));
        Assert.Equal(Long, title.Value);
    }

    private static XElement Cell(Head head, string text)
        => HtmlBlock.Of([new ReportTable("t", [head], [[text]])]).Single().Descendants("td").Single();
}
