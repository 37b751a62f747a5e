namespace FinScoring.Core.Data;

/// <summary>The texts of a CSV cell that stand for missing: empty, the usual ones, and those of the option <c>missingMarks</c>.</summary>
public sealed class MissingMarks
{
    /// <summary>The option's word for: not the usual ones, so that NA can be a ticker or a country.</summary>
    public const string None = "none";

    private readonly bool _usual;
    private readonly string[] _marks;

    private MissingMarks(bool usual, string[] marks) => (_usual, _marks) = (usual, marks);

    /// <summary>Empty, NA, N/A, NaN, null and ?, in any case.</summary>
    public static MissingMarks Usual { get; } = new(usual: true, []);

    /// <param name="option">Texts beside the usual ones, in any case; with "none" among them instead of those.</param>
    public static MissingMarks Of(IReadOnlyList<string> option) => option.Count == 0
        ? Usual
        : new(!option.Contains(None), [.. option.Where(mark => mark != None).Select(mark => mark.Trim())]);

    /// <summary>How the option is told to take a text for missing. Its own word is written in another case then, which marks ignore.</summary>
    internal static string Asking(string mark) => $"missingMarks={(mark == None ? "None" : mark)}";

    /// <param name="cell">A trimmed cell.</param>
    public bool Contains(ReadOnlySpan<char> cell) => cell.IsEmpty || (_usual && Cell.IsMissing(cell)) || (_marks.Length > 0 && IsMark(cell));

    private bool IsMark(ReadOnlySpan<char> cell)
    {
        foreach (var mark in _marks)
        {
            if (cell.Equals(mark, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
