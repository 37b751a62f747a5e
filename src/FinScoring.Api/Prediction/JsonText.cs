using System.Text;
using System.Text.Json;

namespace FinScoring.Api.Prediction;

/// <summary>A reusable buffer that shows values of a Utf8JsonReader as characters. What it shows is valid until it shows the next.</summary>
internal sealed class JsonText
{
    private char[] _buffer = new char[128];

    /// <summary>Without the byte order mark that some clients put first.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json.StartsWith(Encoding.UTF8.Preamble) ? json[3..] : json;

    /// <summary>The exception of the reader itself, for a position that the reader does not judge.</summary>
    public static JsonException Malformed(ReadOnlySpan<byte> json, long position)
    {
        var before = json[..(int)position];
        return new JsonException(null, null, before.Count((byte)'\n'), position - 1 - before.LastIndexOf((byte)'\n'));
    }

    /// <summary>A string, a property name, or a number as it was written.</summary>
    /// <exception cref="JsonException">Not Unicode text, such as half a surrogate pair; without a position.</exception>
    public ReadOnlySpan<char> Of(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > _buffer.Length)
            _buffer = new char[reader.ValueSpan.Length];
        if (reader.TokenType == JsonTokenType.Number)
            return _buffer.AsSpan(0, Encoding.UTF8.GetChars(reader.ValueSpan, _buffer));
        try
        {
            return _buffer.AsSpan(0, reader.CopyString(_buffer));
        }
        catch (InvalidOperationException)
        {
            throw new JsonException();
        }
    }
}
