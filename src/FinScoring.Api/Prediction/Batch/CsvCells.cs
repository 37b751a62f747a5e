using System.Buffers;
using System.Globalization;
using System.Text;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Writes the cells of CSV rows, quoted where they must be (RFC 4180), numbers so that they read back the same.</summary>
internal sealed class CsvCells(PooledBytes to)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    private bool _any;

    public void Add<T>(T? value)
        where T : struct, IUtf8SpanFormattable
    {
        Separate();
        if (value is not { } number)
            return;
        number.TryFormat(to.GetSpan(32), out var written, default, CultureInfo.InvariantCulture);
        to.Advance(written);
    }

    public void Add(string? text)
    {
        Separate();
        if (string.IsNullOrEmpty(text))
            return;
        var quoted = text.AsSpan().ContainsAny(Special) || text[0] == ' ' || text[^1] == ' ';
        Encoding.UTF8.GetBytes(quoted ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text, to);
    }

    public void EndRow()
    {
        to.Write("\n"u8);
        _any = false;
    }

    private void Separate()
    {
        if (_any)
            to.Write(","u8);
        _any = true;
    }
}
