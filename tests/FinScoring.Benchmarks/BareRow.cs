using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Benchmarks;

/// <summary>The least that ML.NET needs to score one row: values, a position, getters. No check of anything.</summary>
internal sealed class BareRow(DataViewSchema schema) : DataViewRow
{
    private readonly float[] _numbers = new float[schema.Count];
    private readonly ReadOnlyMemory<char>[] _texts = new ReadOnlyMemory<char>[schema.Count];
    private long _position;

    public override DataViewSchema Schema { get; } = schema;

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>A scorer of rows over a chain: the bare row mapper.</summary>
    public static Func<object[], float> Scorer(ITransformer chain, DataViewSchema schema)
    {
        var mapper = chain.GetRowToRowMapper(schema);
        var row = new BareRow(schema);
        var output = mapper.GetRow(row, [mapper.OutputSchema["Score"]]);
        var score = output.GetGetter<float>(output.Schema["Score"]);
        return values =>
        {
            row.Set(values);
            float result = 0;
            score(ref result);
            return result;
        };
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = default;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var index = column.Index;
        ValueGetter<float> number = (ref value) => value = _numbers[index];
        ValueGetter<ReadOnlyMemory<char>> text = (ref value) => value = _texts[index];
        return (ValueGetter<TValue>)(Delegate)(column.Type is TextDataViewType ? text : number);
    }

    private void Set(object[] values)
    {
        _position++;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is double number) _numbers[i] = (float)number;
            else _texts[i] = ((string)values[i]).AsMemory();
        }
    }
}
