using System.Text;

namespace FinScoring.Core.Data;

/// <summary>
/// A stream as characters: UTF-8, or UTF-16 if a byte order mark says so. Bytes that are no text, and NUL, become
/// <see cref="NoText"/>, so that they spoil their own row only. The first characters can be looked at before they are read, so
/// the stream need not be seekable.
/// </summary>
internal sealed class CsvText(Stream stream) : TextReader
{
    /// <summary>Stands for what is no text. Unicode keeps this character from ever being one.</summary>
    public const char NoText = '\uFFFF';

    private static readonly DecoderFallback Marked = new DecoderReplacementFallback(NoText.ToString());

    private readonly byte[] _bytes = new byte[32 * 1024];
    private readonly char[] _chars = new char[32 * 1024];
    private Decoder? _decoder;
    private int _byteEnd;
    private int _start;
    private int _end;
    private bool _begun;
    private bool _ended;

    /// <summary>The characters read so far, at most 32,768, until the first Read.</summary>
    public ReadOnlySpan<char> Sample => _chars.AsSpan(_start, _end - _start);

    /// <summary>Whether <see cref="Sample"/> cannot grow: it is the whole text, or full.</summary>
    public bool SampleIsFull => _ended || _end > _chars.Length - 4;

    /// <summary>Whether <see cref="Sample"/> is the whole text.</summary>
    public bool SampleIsAll => _ended;

    /// <summary>Passes over the first characters of <see cref="Sample"/>.</summary>
    public void Skip(int count) => _start += count;

    public void Grow()
    {
        while (!_ended && !Decode(Took(stream.Read(_bytes, _byteEnd, Room))))
        {
        }
    }

    public async ValueTask GrowAsync(CancellationToken cancel)
    {
        while (!_ended && !Decode(Took(await stream.ReadAsync(_bytes.AsMemory(_byteEnd, Room), cancel))))
        {
        }
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (NeedsMore(buffer.Length))
            Grow();
        return Take(buffer);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        if (NeedsMore(buffer.Length))
            await GrowAsync(cancellationToken);
        return Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    // UTF-8 never decodes to more characters than it has bytes, so what is asked for always fits.
    private int Room => Math.Min(_bytes.Length - _byteEnd, Math.Max(1, _chars.Length - _end - _byteEnd));

    private bool NeedsMore(int wanted)
    {
        if (wanted == 0 || _start < _end)
            return false;
        (_start, _end) = (0, 0);
        return true;
    }

    private int Take(Span<char> buffer)
    {
        var count = Math.Min(buffer.Length, _end - _start);
        _chars.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    private int Took(int count)
    {
        _byteEnd += count;
        _ended = count == 0;
        return count;
    }

    // Whether there are new characters. A byte order mark is told by three bytes: fewer wait for more.
    private bool Decode(int took)
    {
        if (_decoder is null && _byteEnd < 3 && took > 0)
            return false;
        _decoder ??= EncodingOf(_bytes.AsSpan(0, _byteEnd)).GetDecoder();
        var count = _decoder.GetChars(_bytes.AsSpan(0, _byteEnd), _chars.AsSpan(_end), flush: _ended);
        _byteEnd = 0;
        Accept(count);
        return count > 0;
    }

    private void Accept(int count)
    {
        // Some programs begin with a mark in UTF-16 too; the decoder hands it on as a character.
        if (!_begun && count > 0 && _chars[0] == '\uFEFF')
            _start = 1;
        _begun |= count > 0;
        _chars.AsSpan(_end, count).Replace('\0', NoText);
        _end += count;
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> start)
    {
        var name = start switch
        {
            [0xFF, 0xFE, ..] => "utf-16",
            [0xFE, 0xFF, ..] => "utf-16BE",
            _ => "utf-8",
        };
        return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, Marked);
    }
}
