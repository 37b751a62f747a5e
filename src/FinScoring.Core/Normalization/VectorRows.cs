using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Normalization;

/// <summary>
/// A few made-up rows of one vector: a normalizer fitted on them is the map meant, where none of ML.NET's learns it from data.
/// </summary>
internal sealed class VectorRows(string name, IReadOnlyList<float[]> rows) : IndexedView(rows.Count)
{
    public override DataViewSchema Schema { get; } = Describe(name, rows[0].Length);

    internal override Delegate Getter(int column, IndexedCursor cursor)
        => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value)
            => new VBuffer<float>(rows[cursor.Row].Length, rows[cursor.Row]).CopyTo(ref value));

    private static DataViewSchema Describe(string name, int length)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(name, new VectorDataViewType(NumberDataViewType.Single, length));
        return schema.ToSchema();
    }
}
