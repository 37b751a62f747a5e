using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Data;

/// <summary>
/// Where an input stands in the feature vector: one slot for a number, or several for its levels or a curve; one per level for a
/// category.
/// </summary>
/// <param name="Input">Index into the dataset's inputs.</param>
/// <param name="Numeric">Whether it is a number.</param>
/// <param name="Start">First slot.</param>
/// <param name="Count">Number of slots.</param>
/// <param name="MissingSlot">The slot that is 1 where the number is missing, or -1.</param>
internal sealed record FeatureSlots(int Input, bool Numeric, int Start, int Count, int MissingSlot = -1);

/// <summary>
/// Normalized rows in memory, so that a trainer's many passes do not repeat the normalization. A view with the columns
/// Features, Label, Target (the label as 0 or 1) and Weight.
/// </summary>
internal sealed class FeatureMatrix : IndexedView
{
    public const string Features = "Features", Label = "Label", Target = "Target", Weight = "Weight";

    private readonly VBuffer<float>[] _features;
    private readonly bool[] _labels;
    private readonly float[]? _weights;

    private FeatureMatrix(VBuffer<float>[] features, bool[] labels, float[]? weights, IReadOnlyList<FeatureSlots> columns)
        : base(features.Length)
    {
        (_features, _labels, _weights, Columns) = (features, labels, weights, columns);
        Slots = columns.Sum(c => c.Count + (c.MissingSlot < 0 ? 0 : 1));
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, Slots));
        schema.AddColumn(Label, BooleanDataViewType.Instance);
        schema.AddColumn(Target, NumberDataViewType.Single);
        schema.AddColumn(Weight, NumberDataViewType.Single);
        Schema = schema.ToSchema();
    }

    public override DataViewSchema Schema { get; }

    /// <summary>Length of the feature vector.</summary>
    public int Slots { get; }

    public IReadOnlyList<FeatureSlots> Columns { get; }

    /// <summary>Each row's features.</summary>
    public ReadOnlySpan<VBuffer<float>> Vector => _features;

    public ReadOnlySpan<bool> Labels => _labels;

    public bool Weighted => _weights is not null;

    /// <summary>Reads the Features column of <paramref name="normalized"/>, whose rows are these rows of the dataset.</summary>
    public static FeatureMatrix Read(IDataView normalized, Dataset data, int[] rows, IReadOnlyList<FeatureSlots> columns) => new(
        Vectors(normalized, rows.Length), [.. rows.Select(r => data.Label[r])], data.Weight is { } w ? [.. rows.Select(r => w[r])] : null, columns);

    /// <summary>The Features column of a view of so many rows.</summary>
    public static VBuffer<float>[] Vectors(IDataView normalized, int rows)
    {
        var features = new VBuffer<float>[rows];
        var column = normalized.Schema[Features];
        using var cursor = normalized.GetRowCursor([column]);
        var get = cursor.GetGetter<VBuffer<float>>(column);
        for (var row = 0; cursor.MoveNext(); row++)
            get(ref features[row]);
        return features;
    }

    /// <summary>Some of the rows.</summary>
    public FeatureMatrix Take(int[] rows) => new(
        [.. rows.Select(r => _features[r])], [.. rows.Select(r => _labels[r])],
        _weights is { } w ? [.. rows.Select(r => w[r])] : null, Columns);

    /// <summary>Some of the columns, by their index in <see cref="Columns"/>.</summary>
    public FeatureMatrix Keep(IReadOnlyList<int> columns)
    {
        var kept = new List<FeatureSlots>();
        var slots = new List<int>();
        foreach (var column in columns.Select(c => Columns[c]))
        {
            var missing = column.MissingSlot < 0 ? -1 : slots.Count + column.Count;
            kept.Add(column with { Start = slots.Count, MissingSlot = missing });
            slots.AddRange(Enumerable.Range(column.Start, column.Count));
            if (missing >= 0) slots.Add(column.MissingSlot);
        }

        return new(Array.ConvertAll(_features, f => Pick(f, slots)), _labels, _weights, kept);
    }

    /// <summary>The weight of a row, 1 where there are none.</summary>
    public float WeightOf(int row) => _weights is { } w ? w[row] : 1;

    /// <summary>The values of every slot set in a row; slots not named are 0.</summary>
    public IEnumerable<KeyValuePair<int, float>> Row(int row) => _features[row].Items();

    internal override Delegate Getter(int column, IndexedCursor cursor) => column switch
    {
        // A copy: trainers write into the buffers they are given.
        0 => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => _features[cursor.Row].CopyTo(ref value)),
        1 => (ValueGetter<bool>)((ref bool value) => value = _labels[cursor.Row]),
        2 => (ValueGetter<float>)((ref float value) => value = _labels[cursor.Row] ? 1 : 0),
        _ => (ValueGetter<float>)((ref float value) => value = WeightOf(cursor.Row)),
    };

    private static VBuffer<float> Pick(VBuffer<float> features, List<int> slots)
    {
        var values = features.DenseValues().ToArray();
        return new(slots.Count, [.. slots.Select(s => values[s])]);
    }
}
