using System.Text;
using FinScoring.Api.Reports.Content;

namespace FinScoring.Api.Reports.Formats;

/// <summary>The report as a model card in Markdown, under the headings of Mitchell et al. (2019); figures in words.</summary>
internal static class ModelCard
{
    public const string ContentType = "text/markdown; charset=utf-8";

    private static readonly Dictionary<Chapter, string> Chapters = new()
    {
        [Chapter.ModelDetails] = "Model details",
        [Chapter.IntendedUse] = "Intended use",
        [Chapter.Factors] = "Factors",
        [Chapter.Metrics] = "Metrics",
        [Chapter.EvaluationData] = "Evaluation data",
        [Chapter.TrainingData] = "Training data",
        [Chapter.QuantitativeAnalyses] = "Quantitative analyses",
        [Chapter.EthicalConsiderations] = "Ethical considerations",
        [Chapter.CaveatsAndRecommendations] = "Caveats and recommendations",
    };

    public static byte[] Write(Report report)
    {
        var text = new StringBuilder();
        Line(text, $"# Model card: {MarkdownText.Escaped(report.Title)}");
        Line(text, MarkdownText.Escaped(report.State));
        IReadOnlyList<Head> heads = [Head.Text("At a glance"), Head.Text("Value")];
        Table(text, new ReportTable("", heads, [.. report.Facts.Select(f => new[] { f.Name, f.Value })]));
        foreach (var chapter in report.Sections.GroupBy(s => s.Chapter).OrderBy(c => c.Key))
        {
            Line(text, $"## {Chapters[chapter.Key]}");
            foreach (var section in chapter) Write(text, section, isNamed: section.Title == Chapters[chapter.Key]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, Section section, bool isNamed)
    {
        if (!isNamed) Line(text, $"### {MarkdownText.Escaped(section.Title)}");
        foreach (var block in section.Blocks) Write(text, block);
    }

    private static void Write(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Paragraph paragraph: Line(text, MarkdownText.Escaped(paragraph.Text)); break;
            case Notice notice: Line(text, $"> **Mind:** {MarkdownText.Escaped(notice.Text)}"); break;
            case Heading heading: Line(text, $"#### {MarkdownText.Escaped(heading.Text)}"); break;
            case Points points: Line(text, string.Join('\n', points.Texts.Select(point => $"- {MarkdownText.Escaped(point)}"))); break;
            case ReportTable table: Table(text, table); break;
            case Figure: break;
            default: throw new InvalidOperationException($"There is no Markdown for a {block.GetType().Name}.");
        }
    }

    private static void Table(StringBuilder text, ReportTable table)
    {
        if (table.Caption.Length > 0) Line(text, $"**{MarkdownText.Escaped(table.Caption)}**");
        Row(text, table.Heads.Select(head => MarkdownText.Escaped(head.Name)));
        Row(text, table.Heads.Select(head => head.Kind == CellKind.Number ? "---:" : "---"));
        foreach (var row in table.Rows) Row(text, row.Select(MarkdownText.Escaped));
        text.Append('\n');
        if (table.Remainder is { } left) Line(text, left);
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");
}
