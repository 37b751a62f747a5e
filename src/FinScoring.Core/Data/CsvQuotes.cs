namespace FinScoring.Core.Data;

/// <summary>
/// What is wrong with the quotes of a record. Sylvan's strict style cannot go on after such a record and its lax style
/// accepts it silently; so it reads laxly and this looks at the records that hold a quote.
/// </summary>
internal static class CsvQuotes
{
    /// <param name="record">The raw record, with or without its line end.</param>
    /// <param name="delimiter">Between the cells.</param>
    /// <returns>The end of a sentence that begins with the row, or null if all is well.</returns>
    public static string? Problem(ReadOnlySpan<char> record, char delimiter)
    {
        for (var cell = 1; ; cell++)
        {
            var end = record.StartsWith('"') ? Close(record) : 0;
            if (end < 0)
                return $"opens a quote in cell {cell} that is never closed";
            var next = record[end..].IndexOfAny(delimiter, '\r', '\n');
            var between = next < 0 ? record[end..] : record.Slice(end, next);
            if (end > 0 && !between.IsWhiteSpace())
                return $"has text after the closing quote of cell {cell}";
            if (end == 0 && between.TrimStart().StartsWith('"'))
                return $"has blanks before the opening quote of cell {cell}";
            if (next < 0 || record[end + next] != delimiter)
                return null;
            record = record[(end + next + 1)..];
        }
    }

    /// <summary>Where the record ends that the text begins with: at its line end, or at the text's.</summary>
    /// <param name="text">Begins with a cell.</param>
    /// <param name="delimiter">Between the cells.</param>
    /// <param name="isAll">Whether no more text follows.</param>
    /// <param name="end">The index of the end, or up to where it was looked for.</param>
    /// <returns>Whether there is one; null where more text must tell. False: the quotes are broken.</returns>
    public static bool? HasEnd(ReadOnlySpan<char> text, char delimiter, bool isAll, out int end)
    {
        for (end = 0; ; end++)
        {
            var isQuoted = text[end..].StartsWith('"');
            var close = isQuoted ? Close(text[end..]) : 0;
            // A quote at the end of a part may be the first of two.
            if (close < 0 || (isQuoted && end + close == text.Length && !isAll))
            {
                end = text.Length;
                return isAll ? false : null;
            }

            end += close;
            var next = text[end..].IndexOfAny(delimiter, '\r', '\n');
            if (isQuoted && !(next < 0 ? text[end..] : text.Slice(end, next)).IsWhiteSpace())
                return false;
            end = next < 0 ? text.Length : end + next;
            if (next < 0)
                return isAll ? true : null;
            if (text[end] != delimiter)
                return true;
        }
    }

    /// <summary>The index of the delimiter or line end behind the cell that the text begins with; the text's length if there is none.</summary>
    public static int CellEnd(ReadOnlySpan<char> text, char delimiter)
    {
        var from = text.StartsWith('"') ? Close(text) : 0;
        var next = from < 0 ? -1 : text[from..].IndexOfAny(delimiter, '\r', '\n');
        return next < 0 ? text.Length : from + next;
    }

    // The index behind the closing quote of a cell that begins with one, or -1. A doubled quote stands for one.
    private static int Close(ReadOnlySpan<char> record)
    {
        var at = 1;
        while (true)
        {
            var quote = record[at..].IndexOf('"');
            if (quote < 0)
                return -1;
            at += quote + 1;
            if (at == record.Length || record[at] != '"')
                return at;
            at++;
        }
    }
}
