using FinScoring.Core.Data;

namespace FinScoring.Core.Training.Boosting;

/// <summary>
/// Training rows whose values are replaced by the number of their bin, once for all boosters. The bins come from these rows
/// and not from their labels, so parts of the rows share them.
/// </summary>
internal sealed class BinnedRows : IDisposable
{
    private BinnedRows(DatasetHandle handle) => Handle = handle;

    public DatasetHandle Handle { get; }

    public static BinnedRows Of(FeatureMatrix matrix)
    {
        var rows = SparseRows.Of(matrix.Vector, matrix.Slots);
        NativeMethods.Check(NativeMethods.CreateDataset(
            rows.Starts, NativeMethods.Int64, rows.Slots, rows.Values, NativeMethods.Float32,
            rows.Starts.Length, rows.Values.Length, rows.Width, BoostingParameters.Binning, 0, out var handle));
        var binned = new BinnedRows(handle);
        binned.Set("label", [.. matrix.Labels.ToArray().Select(l => l ? 1f : 0)]);
        if (matrix.Weighted) binned.Set("weight", [.. Enumerable.Range(0, matrix.Rows).Select(matrix.WeightOf)]);
        return binned;
    }

    /// <summary>Some of the rows, ascending, in the same bins.</summary>
    public BinnedRows Take(int[] rows)
    {
        NativeMethods.Check(NativeMethods.TakeRows(Handle, rows, rows.Length, BoostingParameters.Binning, out var taken));
        return new(taken);
    }

    public void Dispose() => Handle.Dispose();

    private void Set(string field, float[] values)
        => NativeMethods.Check(NativeMethods.SetField(Handle, field, values, values.Length, NativeMethods.Float32));
}
