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
/// <param name="SpecialSlot">The first of the slots that are each 1 where the number is one of its special values, or -1.</param>
/// <param name="Specials">How many of those.</param>
internal sealed record FeatureSlots(int Input, bool Numeric, int Start, int Count, int MissingSlot = -1, int SpecialSlot = -1, int Specials = 0)
{
    /// <summary>Every slot: the number's or the levels', then missing, then the special values'.</summary>
    public IEnumerable<int> All
        => [.. Enumerable.Range(Start, Count), .. MissingSlot < 0 ? [] : new[] { MissingSlot }, .. Enumerable.Range(SpecialSlot, Specials)];

    /// <summary>The same with the first slot here and the others right behind it.</summary>
    public FeatureSlots At(int start) => this with
    {
        Start = start,
        MissingSlot = MissingSlot < 0 ? -1 : start + Count,
        SpecialSlot = Specials == 0 ? -1 : start + Count + (MissingSlot < 0 ? 0 : 1),
    };
}

/// <summary>
/// Normalized rows in memory, so that a trainer's many passes do not repeat the normalization. A view with the columns
/// Features, Label, Target (the label as 0 or 1) and Weight.
/// </summary>
internal sealed class FeatureMatrix : IndexedView
{
    public const string Features = "Features", Label = "Label", Target = "Target", Weight = "Weight";

    private readonly bool[] _labels;
    private readonly float[]? _weights;

    private FeatureMatrix(FeatureRows features, bool[] labels, float[]? weights, IReadOnlyList<FeatureSlots> columns)
        : base(features.Count)
    {
        (Vectors, _labels, _weights, Columns) = (features, labels, weights, columns);
        Slots = columns.Sum(c => c.All.Count());
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

    /// <summary>The input behind each slot, as index into the dataset's.</summary>
    public IReadOnlyList<int> InputsBySlot => [.. Columns.SelectMany(c => c.All.Select(slot => (slot, c.Input))).OrderBy(s => s.slot).Select(s => s.Input)];

    /// <summary>Each row's features.</summary>
    public FeatureRows Vectors { get; }

    public ReadOnlySpan<bool> Labels => _labels;

    public bool Weighted => _weights is not null;

    /// <summary>
    /// Reads the Features column of <paramref name="normalized"/>, whose rows are these rows of the dataset. Penalties and the least
    /// a leaf holds count rows, whatever unit the weights come in: they are brought to a mean of 1.
    /// </summary>
    public static FeatureMatrix Read(IDataView normalized, Dataset data, int[] rows, IReadOnlyList<FeatureSlots> columns) => new(
        FeatureRows.Read(normalized, Features, rows.Length), Array.ConvertAll(rows, r => data.Label[r]),
        data.Weight is { } w ? Scaled(Array.ConvertAll(rows, r => w[r])) : null, columns);

    /// <summary>Some of the rows.</summary>
    public FeatureMatrix Take(int[] rows) => new(
        Vectors.Take(rows), Array.ConvertAll(rows, r => _labels[r]), _weights is { } w ? Array.ConvertAll(rows, r => w[r]) : null, Columns);

    private static float[] Scaled(float[] weights)
    {
        var scale = weights.Length / weights.Sum(w => (double)w);
        return Array.ConvertAll(weights, w => (float)(w * scale));
    }

    /// <summary>Some of the columns, by their index in <see cref="Columns"/>.</summary>
    public FeatureMatrix Keep(IReadOnlyList<int> columns)
    {
        var kept = new List<FeatureSlots>();
        var slots = new List<int>();
        foreach (var column in columns.Select(c => Columns[c]))
        {
            kept.Add(column.At(slots.Count));
            slots.AddRange(column.All);
        }

        return new(Vectors.Pick(slots), _labels, _weights, kept);
    }

    /// <summary>The weight of a row, 1 where there are none.</summary>
    public float WeightOf(int row) => _weights is { } w ? w[row] : 1;

    /// <summary>The values of a row; slots not named are 0.</summary>
    public IEnumerable<KeyValuePair<int, float>> Row(int row) => Vectors.Items(row);

    internal override Delegate Getter(int column, IndexedCursor cursor) => column switch
    {
        0 => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Vectors.CopyTo(cursor.Row, ref value)),
        1 => (ValueGetter<bool>)((ref bool value) => value = _labels[cursor.Row]),
        2 => (ValueGetter<float>)((ref float value) => value = _labels[cursor.Row] ? 1 : 0),
        _ => (ValueGetter<float>)((ref float value) => value = WeightOf(cursor.Row)),
    };
}
