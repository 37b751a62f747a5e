using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Data;

/// <summary>Rows in memory as an <see cref="IDataView"/>: a getter reads the row its cursor stands on by index.</summary>
internal abstract class IndexedView(int rows) : IDataView
{
    public abstract DataViewSchema Schema { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; } = rows;

    // Trainers that go through rows one by one (gradient descent) ask for an order of their own: rows may be sorted by class.
    public bool CanShuffle => true;

    public long? GetRowCount() => Rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        int[]? order = null;
        if (rand is not null)
        {
            order = [.. Enumerable.Range(0, Rows)];
            for (var i = order.Length - 1; i > 0; i--)
            {
                var j = rand.Next(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }
        }

        return new IndexedCursor(this, columnsNeeded, order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's type that reads row <see cref="IndexedCursor.Row"/>.</summary>
    internal abstract Delegate Getter(int column, IndexedCursor cursor);
}

/// <summary>A position in an <see cref="IndexedView"/>.</summary>
internal sealed class IndexedCursor : DataViewRowCursor
{
    private readonly IndexedView _view;
    private readonly int[]? _order;
    private readonly Delegate?[] _getters;
    private long _position = -1;

    public IndexedCursor(IndexedView view, IEnumerable<DataViewSchema.Column> needed, int[]? order)
    {
        (_view, _order) = (view, order);
        _getters = new Delegate?[view.Schema.Count];
        foreach (var column in needed)
            _getters[column.Index] = view.Getter(column.Index, this);
    }

    /// <summary>Index of the row the cursor stands on.</summary>
    public int Row { get; private set; }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _view.Schema;

    public override bool MoveNext()
    {
        if (_position >= _view.Rows || ++_position == _view.Rows) return false;
        Row = _order is null ? (int)_position : _order[_position];
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => _getters[column.Index] as ValueGetter<TValue>
           ?? throw new InvalidOperationException($"Column {column.Name} is not active or not of type {typeof(TValue).Name}.");

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)Row, 0);
}
