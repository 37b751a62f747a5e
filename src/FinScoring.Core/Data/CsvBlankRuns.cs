namespace FinScoring.Core.Data;

/// <summary>Makes a text whose cells are separated by runs of blanks one whose cells are separated by one blank.</summary>
internal sealed class CsvBlankRuns(TextReader text) : TextReader
{
    private readonly char[] _chars = new char[4 * 1024];
    private int _at;
    private int _end;
    private char _last = '\n';
    private bool _pending;
    private bool _quoted;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        int written;
        while ((written = Drain(buffer)) == 0 && Filled(text.Read(_chars)))
        {
        }
        return written;
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        int written;
        while ((written = Drain(buffer.Span)) == 0 && Filled(await text.ReadAsync(_chars, cancellationToken)))
        {
        }
        return written;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }

    private bool Filled(int count)
    {
        (_at, _end) = (0, count);
        return count > 0;
    }

    private int Drain(Span<char> buffer)
    {
        var written = 0;
        while (_at < _end && written < buffer.Length)
        {
            var c = _chars[_at];
            var lineStart = _last is '\r' or '\n';
            if (!_quoted && c == ' ')
            {
                // Kept back: one blank is written only once a cell follows it on the line.
                _pending = !lineStart;
                _at++;
                continue;
            }
            if (_pending && c is not ('\r' or '\n'))
            {
                _pending = false;
                buffer[written++] = _last = ' ';
                continue;
            }
            _pending = false;
            _quoted = c == '"' ? !_quoted && _last is ' ' or '\r' or '\n' or '"' : _quoted;
            buffer[written++] = _last = c;
            _at++;
        }
        return written;
    }
}
