using System.Xml.Linq;

namespace FinScoring.Api.Reports.Content;

/// <summary>A part of a section. Texts are plain: each format escapes what it must.</summary>
internal abstract record Block;

/// <summary>Sentences.</summary>
internal sealed record Paragraph(string Text) : Block;

/// <summary>What a reader must not overlook.</summary>
internal sealed record Notice(string Text) : Block;

/// <summary>A heading within a section.</summary>
internal sealed record Heading(string Text) : Block;

/// <summary>A list, one point a line.</summary>
internal sealed record Points(IReadOnlyList<string> Texts) : Block;

/// <summary>A drawing. Its description says in words what it shows, for those who do not see it.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What it says, and what would be a bad sign.</param>
/// <param name="Drawing">An svg element.</param>
internal sealed record Figure(string Title, string Description, XElement Drawing) : Block
{
    /// <summary>Whether the table after it stands beside it, where there is room.</summary>
    public bool IsBesideTable { get; init; }
}
