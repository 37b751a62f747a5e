namespace FinScoring.Api.Reports.Content;

/// <summary>What the cells of a column are.</summary>
internal enum CellKind
{
    /// <summary>Stands to the right.</summary>
    Number,

    /// <summary>Short, and stays on one line.</summary>
    Word,

    /// <summary>Of any length.</summary>
    Text,
}

/// <summary>The head of a column.</summary>
internal sealed record Head(string Name, CellKind Kind = CellKind.Number)
{
    public static Head Word(string name) => new(name, CellKind.Word);

    public static Head Text(string name) => new(name, CellKind.Text);
}

/// <summary>A table of cells that are formatted already.</summary>
internal sealed record ReportTable(string Caption, IReadOnlyList<Head> Heads, IReadOnlyList<IReadOnlyList<string>> Rows) : Block
{
    private const int Most = 100;

    /// <summary>How many rows were too many to print.</summary>
    public int LeftOut { get; private init; }

    /// <summary>The rows that fit a page that people read; the rest is counted.</summary>
    public static ReportTable Of<T>(string caption, IReadOnlyList<Head> heads, IReadOnlyCollection<T> items, Func<T, string[]> row)
        => new(caption, heads, [.. items.Take(Most).Select(row)]) { LeftOut = Math.Max(items.Count - Most, 0) };

    /// <summary>A sentence about what is not there, or null.</summary>
    public string? Remainder => LeftOut == 0 ? null : $"{Format.Count(LeftOut)} more are left out here; the manifest has them all.";
}
