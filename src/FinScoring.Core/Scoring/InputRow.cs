using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Scoring;

/// <summary>The row at the start of a chain: values set from outside, read by the chain's getters.</summary>
internal sealed class InputRow(DataViewSchema schema) : DataViewRow
{
    private readonly float[] _numbers = new float[schema.Count];
    private readonly ReadOnlyMemory<char>[] _texts = new ReadOnlyMemory<char>[schema.Count];
    private long _position = -1;

    public override DataViewSchema Schema { get; } = schema;

    public override long Position => _position;

    public override long Batch => 0;

    public void Set(int input, float number) => _numbers[input] = number;

    public void Set(int input, string text) => _texts[input] = text.AsMemory();

    public float Number(int input) => _numbers[input];

    public ReadOnlySpan<char> Text(int input) => _texts[input].Span;

    // ML.NET caches what it computed per position: a row scored at an old position would get the old row's values.
    public void Advance() => _position++;

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var input = column.Index;
        ValueGetter<float> number = (ref value) => value = _numbers[input];
        ValueGetter<ReadOnlyMemory<char>> text = (ref value) => value = _texts[input];
        Delegate getter = column.Type is TextDataViewType ? text : number;
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column {column.Name} is {column.Type}.");
    }
}
