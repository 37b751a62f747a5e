using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Data;

/// <summary>
/// Feature vectors in memory: one array for all of them where they are dense, for an object each would cost as much again as
/// what they hold; where they are sparse, each its own.
/// </summary>
internal sealed class FeatureRows
{
    private readonly VBuffer<float>[] _apart;
    private readonly int _width;

    private FeatureRows(int count, int width, float[]? flat, VBuffer<float>[] apart)
        => (Count, _width, Flat, _apart) = (count, width, flat, apart);

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>All rows, one after the other; null where they are sparse, or too many for one array.</summary>
    public float[]? Flat { get; }

    /// <summary>Reads a vector column of a view of so many rows.</summary>
    public static FeatureRows Read(IDataView view, string name, int rows)
    {
        var column = view.Schema[name];
        using var cursor = view.GetRowCursor([column]);
        var get = cursor.GetGetter<VBuffer<float>>(column);
        var width = ((VectorDataViewType)column.Type).Size;
        VBuffer<float> first = default;
        if (!cursor.MoveNext()) return new(0, width, [], []);
        get(ref first);
        return first.IsDense && (long)rows * width <= Array.MaxLength ? Dense(first) : Apart(first);

        FeatureRows Dense(VBuffer<float> buffer)
        {
            var flat = new float[rows * width];
            for (var row = 0; row < rows; row++)
            {
                if (row > 0) Next(ref buffer);
                buffer.CopyTo(flat.AsSpan(row * width, width));
            }

            return new(rows, width, flat, []);
        }

        FeatureRows Apart(VBuffer<float> buffer)
        {
            var apart = new VBuffer<float>[rows];
            buffer.CopyTo(ref apart[0]);
            for (var row = 1; row < rows; row++) Next(ref apart[row]);
            return new(rows, width, null, apart);
        }

        void Next(ref VBuffer<float> buffer)
        {
            cursor.MoveNext();
            get(ref buffer);
        }
    }

    /// <summary>Copies a row: trainers write into the buffers they are given.</summary>
    public void CopyTo(int row, ref VBuffer<float> vector)
    {
        if (Flat is null)
        {
            _apart[row].CopyTo(ref vector);
            return;
        }

        var editor = VBufferEditor.Create(ref vector, _width);
        Flat.AsSpan(row * _width, _width).CopyTo(editor.Values);
        vector = editor.Commit();
    }

    /// <summary>The values of a row that are not 0, by slot, ascending.</summary>
    public IEnumerable<KeyValuePair<int, float>> Items(int row)
        => Flat is { } flat ? Items(flat, row * _width) : _apart[row].Items().Where(i => i.Value != 0);

    /// <summary>Some of the rows.</summary>
    public FeatureRows Take(int[] rows)
    {
        if (Flat is null) return new(rows.Length, _width, null, Array.ConvertAll(rows, r => _apart[r]));
        var taken = new float[rows.Length * _width];
        for (var i = 0; i < rows.Length; i++) Flat.AsSpan(rows[i] * _width, _width).CopyTo(taken.AsSpan(i * _width));
        return new(rows.Length, _width, taken, []);
    }

    /// <summary>Some of the slots, in that order.</summary>
    public FeatureRows Pick(IReadOnlyList<int> slots)
    {
        var picked = new float[checked(Count * slots.Count)];
        VBuffer<float> vector = default;
        var row = new float[_width];
        for (var r = 0; r < Count; r++)
        {
            CopyTo(r, ref vector);
            vector.CopyTo(row);
            for (var s = 0; s < slots.Count; s++) picked[r * slots.Count + s] = row[slots[s]];
        }

        return new(Count, slots.Count, picked, []);
    }

    private IEnumerable<KeyValuePair<int, float>> Items(float[] flat, int from)
    {
        for (var slot = 0; slot < _width; slot++)
        {
            if (flat[from + slot] is var value && value != 0) yield return new(slot, value);
        }
    }
}
