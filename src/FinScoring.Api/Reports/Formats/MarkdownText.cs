using System.Text;

namespace FinScoring.Api.Reports.Formats;

/// <summary>Plain text in Markdown: what would be markup, or HTML, is escaped, and a line stays one.</summary>
internal static class MarkdownText
{
    private const string Markup = @"\`*_[]<>|&~#";

    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Markup.Contains(c, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        }

        return escaped.ToString();
    }
}
