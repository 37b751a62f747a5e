namespace FinScoring.Core.Data;

/// <summary>Tells the delimiter from the first records of a text: tab, semicolon, comma or runs of blanks.</summary>
internal static class CsvDialect
{
    /// <summary>Stands for runs of blanks.</summary>
    public const char Blanks = ' ';

    // Only so many records decide, however many the first read happened to bring: else the answer would depend on the network.
    private const int Records = 20;

    // Before the comma, for with a semicolon or tab between the cells each cell may have a decimal comma.
    private static readonly char[] Candidates = ['\t', ';', ','];

    /// <summary>Whether the sample holds all records that <see cref="Delimiter"/> looks at.</summary>
    public static bool HasEnough(ReadOnlySpan<char> sample) => Array.TrueForAll(Shapes(sample, false), s => s.Records == Records);

    /// <summary>The delimiter that splits every record into equally many cells; failing that, the one that splits the first record most.</summary>
    public static char Delimiter(ReadOnlySpan<char> sample, bool isAll)
    {
        var shapes = Shapes(sample, isAll);
        var best = Array.FindIndex(shapes, s => s.Even && s.First > 1);
        if (best < 0)
            best = Enumerable.Range(0, shapes.Length).MaxBy(i => shapes[i].First);
        if (shapes[best].First > 1)
            return Candidates[best];
        return Shape.Of(sample, Blanks, isAll) is { Even: true, First: > 1 } ? Blanks : ',';
    }

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
