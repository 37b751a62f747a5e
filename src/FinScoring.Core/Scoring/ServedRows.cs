using FinScoring.Core.Data;
using Microsoft.ML;

namespace FinScoring.Core.Scoring;

/// <summary>
/// Rows of a view through a chain as it is served, one after the other on the caller's thread: ML.NET's own cursors hand every
/// value from thread to thread, which costs more than it saves where others use the threads already.
/// </summary>
internal sealed class ServedRows : IDisposable
{
    private readonly DataViewRowCursor _cursor;

    /// <param name="chain">A fitted chain.</param>
    /// <param name="inputs">The columns it starts from.</param>
    /// <param name="view">Rows with those columns.</param>
    /// <param name="columns">What to read of each row.</param>
    public ServedRows(ITransformer chain, IReadOnlyList<Column> inputs, IDataView view, Func<DataViewSchema, IEnumerable<DataViewSchema.Column>> columns)
    {
        var mapper = ServedChain.Of(chain, inputs).GetRowToRowMapper(view.Schema);
        DataViewSchema.Column[] wanted = [.. columns(mapper.OutputSchema)];
        _cursor = view.GetRowCursor(mapper.GetDependencies(wanted));
        Row = mapper.GetRow(_cursor, wanted);
    }

    /// <summary>The row it stands on.</summary>
    public DataViewRow Row { get; }

    public bool MoveNext() => _cursor.MoveNext();

    public void Dispose()
    {
        Row.Dispose();
        _cursor.Dispose();
    }
}
