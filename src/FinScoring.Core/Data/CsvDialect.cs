namespace FinScoring.Core.Data;

/// <summary>Tells the delimiter from the first records of a text: tab, semicolon, bar, comma or runs of blanks.</summary>
public static class CsvDialect
{
    /// <summary>Stands for runs of blanks.</summary>
    internal const char Blanks = ' ';

    // Only so many records decide, however many the first read happened to bring: else the answer would depend on the network.
    private const int Records = 20;

    // Before the comma, for with a semicolon, a tab or a bar between the cells each cell may have a decimal comma.
    private static readonly char[] Candidates = ['\t', ';', '|', ','];

    private const string Directive = "sep=";

    /// <summary>Whether the sample holds all records that <see cref="Delimiter"/> looks at.</summary>
    internal static bool HasEnough(ReadOnlySpan<char> sample) => Array.TrueForAll(Shapes(sample, false), s => s.Records == Records);

    /// <summary>The delimiter that splits every record into equally many cells; failing that, the one that splits the first record most.</summary>
    internal static char Delimiter(ReadOnlySpan<char> sample, bool isAll)
    {
        var shapes = Shapes(sample, isAll);
        var best = Array.FindIndex(shapes, s => s.Even && s.First > 1);
        if (best < 0)
            best = Enumerable.Range(0, shapes.Length).MaxBy(i => shapes[i].First);
        if (shapes[best].First > 1)
            return Candidates[best];
        return Shape.Of(sample, Blanks, isAll) is { Even: true, First: > 1 } ? Blanks : ',';
    }

    /// <summary>Whether the text begins with Excel's own line, which names the delimiter: sep=; (perhaps in quotes). It is no row.</summary>
    /// <param name="sample">The first characters.</param>
    /// <param name="delimiter">What it names.</param>
    /// <param name="length">Its characters, the end of the line included.</param>
    internal static bool IsNamed(ReadOnlySpan<char> sample, out char delimiter, out int length)
    {
        var end = sample.IndexOfAny('\r', '\n');
        var line = (end < 0 ? sample : sample[..end]).TrimEnd(' ');
        var text = line.Length > 1 && line[0] == '"' && line[^1] == '"' ? line[1..^1] : line;
        var isNamed = text.Length == Directive.Length + 1 && text.StartsWith(Directive, StringComparison.OrdinalIgnoreCase)
            && text[^1] is not ('"' or Blanks or '\0') && !char.IsLetterOrDigit(text[^1]);
        delimiter = isNamed ? text[^1] : default;
        length = !isNamed ? 0 : end < 0 ? sample.Length : sample[end..].StartsWith("\r\n") ? end + 2 : end + 1;
        return isNamed;
    }

    /// <summary>What separates the cells, in words, where a header was read as the name of one column and seems to hold several.</summary>
    /// <returns>A sentence; null where the header has several columns, or one plain name.</returns>
    public static string? Doubt(IReadOnlyList<string> names)
    {
        if (names.Count != 1) return null;
        // What a name may hold itself is no separator.
        var signs = names[0].Where(c => !char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.' or '"' or '(' or ')' or '%' or '#' or '$'));
        return signs.CountBy(c => c).OrderByDescending(c => (c.Value, c.Key != Blanks)).Select(c => (char?)c.Key).FirstOrDefault() is { } sign
            ? $"The file has one column; its cells seem to be separated by {Name(sign)}. Separate them by commas, semicolons, tabs or |."
            : null;
    }

    private static string Name(char separator)
        => separator == Blanks ? "blanks" : char.IsControl(separator) ? $"the character U+{(int)separator:X4}" : separator.ToString();

    private static Shape[] Shapes(ReadOnlySpan<char> sample, bool isAll)
    {
        var shapes = new Shape[Candidates.Length];
        for (var i = 0; i < shapes.Length; i++)
            shapes[i] = Shape.Of(sample, Candidates[i], isAll);
        return shapes;
    }

    /// <summary>How a delimiter splits the first records: cells of the first, whether all have as many, how many records.</summary>
    private readonly record struct Shape(int First, bool Even, int Records)
    {
        public static Shape Of(ReadOnlySpan<char> rest, char delimiter, bool isAll)
        {
            var shape = new Shape(0, true, 0);
            while (shape.Records < CsvDialect.Records && NextRecord(ref rest, delimiter, isAll || shape.Records == 0, out var cells))
            {
                if (cells > 0)
                    shape = new(shape.Records == 0 ? cells : shape.First, shape.Even && (shape.Records == 0 || cells == shape.First), shape.Records + 1);
            }
            return shape;
        }

        // The cells of the next record, 0 for a blank line; false where the record is not whole and that matters.
        private static bool NextRecord(ref ReadOnlySpan<char> rest, char delimiter, bool acceptPart, out int cells)
        {
            cells = 0;
            while (!rest.IsEmpty)
            {
                if (delimiter == Blanks)
                    rest = rest.TrimStart(Blanks);
                var end = CsvQuotes.CellEnd(rest, delimiter);
                if (end == rest.Length && !acceptPart)
                    return false;
                var isLast = end == rest.Length || rest[end] != delimiter;
                var isNone = isLast && cells == 0 ? rest[..end].IsWhiteSpace() : delimiter == Blanks && end == 0;
                cells += isNone ? 0 : 1;
                rest = rest[Math.Min(rest.Length, end + 1)..];
                if (isLast)
                    return true;
            }
            // The text ends behind a delimiter, so with an empty cell.
            cells += cells > 0 && delimiter != Blanks ? 1 : 0;
            return acceptPart && cells > 0;
        }
    }
}
