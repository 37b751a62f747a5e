namespace FinScoring.Api.Prediction.Batch;

/// <summary>Some rows of a request, read but not yet understood: understanding them is the work that is done in parallel.</summary>
internal abstract class RowChunk : IDisposable
{
    /// <summary>So many rows make a chunk worth a task; fewer where the request pauses, so that their answers do not wait.</summary>
    public const int MaxRows = 512;

    public abstract int Count { get; }

    /// <summary>Sets the fields of a row, and gives its id. Not null: why the row has no fields.</summary>
    public abstract RowError? Read(int row, IRowFields fields, out RowId? id);

    public abstract void Dispose();
}

/// <summary>The end of a request that broke: one answer row that says so.</summary>
internal sealed class BrokenEnd(RowError error) : RowChunk
{
    public override int Count => 1;

    public override RowError? Read(int row, IRowFields fields, out RowId? id)
    {
        id = null;
        return error;
    }

    public override void Dispose()
    {
    }
}
