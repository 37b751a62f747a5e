using System.Buffers;
using FinScoring.Core.Data;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Rows as the cells that the model and the answer need, one after the other.</summary>
internal sealed class CsvChunk(CsvLayout layout) : RowChunk
{
    private const int ManyChars = 128 << 10;

    private readonly int _width = layout.Cells.Length + 1;
    private readonly int[] _ends = ArrayPool<int>.Shared.Rent(MaxRows * (layout.Cells.Length + 1));
    private readonly string?[] _problems = new string?[MaxRows];
    private char[] _text = ArrayPool<char>.Shared.Rent(32 << 10);
    private int _count;
    private int _end;

    public override int Count => _count;

    public bool IsFull => _count == MaxRows || _end >= ManyChars;

    /// <summary>Copies the row that the reader is at, unless it is longer than this.</summary>
    public void Add(CsvRows rows, int maxLength)
    {
        var isTooLong = rows.Length > maxLength;
        var problem = isTooLong ? $"is longer than {maxLength} characters (setting Prediction:MaxBodyBytes)" : rows.Problem;
        _problems[_count] = problem;
        var at = _count++ * _width;
        foreach (var (column, _) in layout.Cells)
            _ends[at++] = Keep(problem is null ? rows[column] : []);
        _ends[at] = Keep(!isTooLong && layout.Id is { } id && (problem is null || (id == 0 && rows.FirstCellIsSound)) ? rows[id] : []);
    }

    public override RowError? Read(int row, IRowFields fields, out RowId? id)
    {
        id = Cell(row, layout.Cells.Length) is { IsEmpty: false } text ? new RowId(text.ToString(), IsNumber: false) : null;
        if (_problems[row] is { } problem)
            return new RowError(RowError.MalformedRow, "row", problem + ".");
        for (var i = 0; i < layout.Cells.Length; i++)
            fields.SetCell(layout.Cells[i].Field, Cell(row, i));
        return null;
    }

    public override void Dispose()
    {
        ArrayPool<int>.Shared.Return(_ends);
        ArrayPool<char>.Shared.Return(_text);
    }

    private ReadOnlySpan<char> Cell(int row, int cell)
    {
        var at = row * _width + cell;
        return _text.AsSpan((at == 0 ? 0 : _ends[at - 1])..(_ends[at]));
    }

    private int Keep(ReadOnlySpan<char> cell)
    {
        if (_end + cell.Length > _text.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(_text.Length * 2, _end + cell.Length));
            _text.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_text);
            _text = larger;
        }

        cell.CopyTo(_text.AsSpan(_end));
        return _end += cell.Length;
    }
}
