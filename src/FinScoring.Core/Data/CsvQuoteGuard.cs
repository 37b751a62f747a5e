namespace FinScoring.Core.Data;

/// <summary>
/// Keeps a broken quote to its own line. By RFC 4180 a quote that is never closed swallows all that follows it; here a record
/// whose quotes are broken ends with its first line, and the quotes in it are marked, so that the reader behind sees an
/// unquoted line and can tell why it is of no use.
/// </summary>
internal sealed class CsvQuoteGuard(TextReader text, char delimiter) : TextReader
{
    /// <summary>Stands for a quote in a broken line. No text holds this character: <see cref="CsvText"/> sees to that.</summary>
    public const char BrokenQuote = '\0';

    private char[] _chars = new char[8 * 1024];
    private int _start;
    private int _safe;
    private int _end;
    private int _doubted;
    private bool _ended;
    private char _before = '\n';

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        while (!Advance() && !_ended)
            Took(text.Read(Room().Span));
        return Take(buffer);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        while (!Advance() && !_ended)
            Took(await text.ReadAsync(Room(), cancellationToken));
        return Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }

    private int Take(Span<char> buffer)
    {
        var count = Math.Min(buffer.Length, _safe - _start);
        _chars.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    // Asked for only when all that is safe has been taken.
    private Memory<char> Room()
    {
        if (_start > 0)
        {
            _before = _chars[_start - 1];
            _chars.AsSpan(_start, _end - _start).CopyTo(_chars);
            (_start, _safe, _end, _doubted) = (0, 0, _end - _start, _doubted - _start);
        }

        if (_end == _chars.Length)
            Array.Resize(ref _chars, 2 * _chars.Length);
        return _chars.AsMemory(_end);
    }

    private void Took(int count)
    {
        _end += count;
        _ended = count == 0;
    }

    // Whether there is something safe to take.
    private bool Advance()
    {
        while (_safe < _end && SafeLength(_chars.AsSpan(_safe, _end - _safe)) is > 0 and var length)
            _safe += length;
        return _start < _safe;
    }

    // Up to the next opening quote, or behind the record that begins with one; 0 where more text must tell.
    private int SafeLength(Span<char> rest)
    {
        var quote = OpeningQuote(rest);
        if (quote != 0)
            return quote;
        // Where a search for the end has failed, a record must end with its line: else every line could search all of the rest.
        var isDoubted = _safe < _doubted;
        var text = isDoubted ? Line(rest) : rest;
        var isAll = _ended || text.Length < rest.Length;
        var hasEnd = CsvQuotes.HasEnd(text, delimiter, isAll, out var end);
        if (hasEnd is true)
            return end;
        if (hasEnd is null && rest.Length < CsvRows.MaxRowLength)
            return 0;
        if (!isDoubted)
            _doubted = _safe + end;
        return Mark(rest);
    }

    private static Span<char> Line(Span<char> rest) => rest.IndexOfAny('\r', '\n') is >= 0 and var end ? rest[..end] : rest;

    private int OpeningQuote(ReadOnlySpan<char> rest)
    {
        for (var at = 0; ; at++)
        {
            var quote = rest[at..].IndexOf('"');
            if (quote < 0)
                return rest.Length;
            at += quote;
            var before = at > 0 ? rest[at - 1] : _safe > 0 ? _chars[_safe - 1] : _before;
            if (before == delimiter || before is '\r' or '\n')
                return at;
        }
    }

    private int Mark(Span<char> rest)
    {
        var broken = Line(rest);
        if (broken.Length == rest.Length && !_ended && rest.Length < CsvRows.MaxRowLength)
            return 0;
        broken.Replace('"', BrokenQuote);
        return broken.Length;
    }
}
