using Microsoft.ML;

namespace FinScoring.Core.Data;

/// <summary>
/// Some rows and inputs of a dataset as the ML.NET chain expects them (see <see cref="InputSchema"/>), without copying. Label
/// and weight stay in the dataset: a name of the caller's columns can never meet theirs.
/// </summary>
/// <param name="data">The dataset.</param>
/// <param name="rows">Which rows of it, in which order.</param>
/// <param name="inputs">Which inputs of it.</param>
/// <param name="more">Columns of numbers behind them, one value for each of the rows.</param>
internal sealed class DatasetView(Dataset data, int[] rows, IReadOnlyList<int> inputs, IReadOnlyList<(string Name, float[] Values)> more)
    : IndexedView(rows.Length)
{
    public DatasetView(Dataset data, int[] rows, IReadOnlyList<int> inputs)
        : this(data, rows, inputs, [])
    {
    }

    public override DataViewSchema Schema { get; } = InputSchema.Of(
        [.. inputs.Select(i => data.Signature.Inputs[i]), .. more.Select(m => new Column { Name = m.Name, Kind = ColumnKind.Numeric })]);

    internal override Delegate Getter(int column, IndexedCursor cursor) => column >= inputs.Count
        ? (ValueGetter<float>)((ref float value) => value = more[column - inputs.Count].Values[cursor.Row])
        : Getter(data.Inputs[inputs[column]], cursor);

    private Delegate Getter(TableColumn column, IndexedCursor cursor) => column switch
    {
        NumericColumn numbers => Numbers(numbers.Values, cursor),
        CategoryColumn categories => Texts(categories, cursor),
        var other => throw new InvalidOperationException($"Column {other.Name} is neither numeric nor a category."),
    };

    /// <summary>A number as the chain sees it. Beyond single precision it stays finite, or means and scales would not be.</summary>
    public static float Single(double value) => (float)Math.Clamp(value, -float.MaxValue, float.MaxValue);

    private ValueGetter<float> Numbers(NumberList values, IndexedCursor cursor)
        => (ref float value) => value = Single(values[rows[cursor.Row]]);

    private ValueGetter<ReadOnlyMemory<char>> Texts(CategoryColumn column, IndexedCursor cursor)
    {
        ReadOnlyMemory<char>[] levels = [.. column.Levels.Select(l => l.AsMemory())];
        return (ref ReadOnlyMemory<char> text) =>
        {
            var code = column.Codes[rows[cursor.Row]];
            text = code < 0 ? default : levels[code];
        };
    }
}
