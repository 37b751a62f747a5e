using System.Buffers;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Cuts a stream of JSON into rows, whatever the pieces it comes in.</summary>
internal interface IJsonCutter
{
    /// <summary>Brings bytes into the chunk, up to the end of a row or all. Returns how many.</summary>
    int Cut(ReadOnlySpan<byte> bytes, JsonChunk chunk);

    /// <summary>There are no more bytes.</summary>
    void End(JsonChunk chunk);

    /// <summary>Not null: nothing more can be cut, and why.</summary>
    string? Problem { get; }
}

/// <summary>Newline-delimited JSON: a row a line. Blank lines are no rows.</summary>
internal sealed class LineCutter : IJsonCutter
{
    public string? Problem => null;

    public int Cut(ReadOnlySpan<byte> bytes, JsonChunk chunk)
    {
        var end = bytes.IndexOf((byte)'\n');
        chunk.Add(end < 0 ? bytes : bytes[..end]);
        if (end < 0)
            return bytes.Length;
        End(chunk);
        return end + 1;
    }

    public void End(JsonChunk chunk)
    {
        if (!chunk.RowIsBlank)
            chunk.EndRow();
    }
}

/// <summary>One JSON list: a row an element. Looks only at brackets, commas and quotes, so an element that is malformed otherwise spoils no other.</summary>
internal sealed class ListCutter : IJsonCutter
{
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"{}[],"u8);
    private static readonly SearchValues<byte> InText = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> Outside = SearchValues.Create(" \t\r\n\xEF\xBB\xBF"u8.ToArray());

    private int _depth;
    private bool _inText;
    private bool _escaped;
    private bool _afterComma;
    private bool _afterObject;
    private bool _lacksComma;
    private bool _ended;

    public string? Problem { get; private set; }

    public int Cut(ReadOnlySpan<byte> bytes, JsonChunk chunk)
    {
        var start = _depth == 0 ? SkipOutside(bytes) : 0;
        for (var at = start; at < bytes.Length;)
        {
            if (_escaped)
            {
                _escaped = false;
                at++;
                continue;
            }

            var next = bytes[at..].IndexOfAny(_inText ? InText : Marks);
            if (next < 0)
                break;
            at += next;
            if (_afterObject && bytes[at] == (byte)'{')
            {
                // As if there were the comma: else two rows would become one, and all after them another's answers.
                EndRow(bytes[start..at], chunk);
                _lacksComma = true;
                return at;
            }

            at++;
            if (EndsRow(bytes[at - 1]))
            {
                EndRow(bytes[start..(at - 1)], chunk);
                _afterComma = _depth > 0;
                return at;
            }
        }

        chunk.Add(bytes[start..]);
        return bytes.Length;
    }

    public void End(JsonChunk chunk)
    {
        if (!_ended)
            Problem = "The body must be one JSON list of objects; its end is missing.";
    }

    private void EndRow(ReadOnlySpan<byte> rest, JsonChunk chunk)
    {
        chunk.Add(rest);
        if (_depth > 0 || _afterComma || !chunk.RowIsBlank)
            chunk.EndRow(_lacksComma ? "has no comma before it." : null);
        (_afterObject, _lacksComma) = (false, false);
    }

    private int SkipOutside(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOfAnyExcept(Outside);
        if (at < 0)
            return bytes.Length;
        if (_ended || bytes[at] != (byte)'[')
        {
            Problem = _ended ? "There is text after the end of the JSON list." : "The body must be a JSON list of objects.";
            return bytes.Length;
        }

        _depth = 1;
        return at + 1;
    }

    private bool EndsRow(byte mark)
    {
        switch (mark)
        {
            case (byte)'"':
                _inText = !_inText;
                return false;
            case (byte)'\\':
                _escaped = true;
                return false;
            case (byte)'{' or (byte)'[':
                _depth++;
                return false;
            case (byte)',':
                return _depth == 1;
            default:
                _ended = --_depth == 0;
                _afterObject = _depth == 1 && mark == (byte)'}';
                if (_ended && mark == (byte)'}')
                    Problem = "The JSON list has a closing brace where none is open.";
                return _ended;
        }
    }
}
