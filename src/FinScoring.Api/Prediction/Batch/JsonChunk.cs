using System.Buffers;
using System.Text.Json;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Rows as JSON texts, one after the other, and perhaps the beginning of one more.</summary>
internal sealed class JsonChunk : RowChunk
{
    private const int ManyBytes = 256 << 10;

    private readonly PooledBytes _bytes = new(64 << 10);
    private readonly List<int> _ends = new(MaxRows);
    private readonly Dictionary<int, string> _problems = [];
    private readonly JsonRow _reader = new();

    public override int Count => _ends.Count;

    public bool IsFull => Count == MaxRows || (Count > 0 && _bytes.Length >= ManyBytes);

    /// <summary>Bytes of the row that has begun.</summary>
    public int RowLength => _bytes.Length - End(Count - 1);

    public bool RowIsBlank => _bytes.Span[End(Count - 1)..].IndexOfAnyExcept(" \t\r\n"u8) < 0;

    public void Add(ReadOnlySpan<byte> part) => _bytes.Write(part);

    /// <param name="problem">Not null: why the row is of no use, whatever it holds.</param>
    public void EndRow(string? problem = null)
    {
        if (problem is not null)
            _problems[Count] = problem;
        _ends.Add(_bytes.Length);
    }

    /// <summary>A chunk that goes on with the row that has begun.</summary>
    public JsonChunk Next()
    {
        var next = new JsonChunk();
        next.Add(_bytes.Span[End(Count - 1)..]);
        return next;
    }

    public ReadOnlySpan<byte> Row(int row) => _bytes.Span[End(row - 1)..End(row)];

    public override RowError? Read(int row, IRowFields fields, out RowId? id)
    {
        try
        {
            id = _reader.Read(JsonText.WithoutMark(Row(row)), fields);
            return _problems.TryGetValue(row, out var problem) ? new RowError(RowError.MalformedRow, "row", problem) : null;
        }
        catch (JsonException e)
        {
            id = _reader.Id;
            return new RowError(RowError.MalformedRow, "row", $"is not one well-formed JSON object: see its line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
    }

    public override void Dispose() => _bytes.Dispose();

    private int End(int row) => row < 0 ? 0 : _ends[row];
}
