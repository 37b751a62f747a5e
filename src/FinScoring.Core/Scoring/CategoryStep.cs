using System.Collections.Frozen;
using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Scoring;

/// <summary>
/// The last step on the way from texts to <see cref="Normalizer.Levels"/>, with a table of text to slot for each category in its
/// place and that of the dozens before it.
/// </summary>
internal sealed class CategoryStep : ServedStep
{
    private readonly string[] _inputs;
    private readonly FrozenDictionary<string, int>[] _slots;
    private readonly int _length;

    private CategoryStep(ITransformer step, string[] inputs, FrozenDictionary<string, int>[] slots, int length)
        : base(step)
        => (_inputs, _slots, _length) = (inputs, slots, length);

    protected override string Output => Normalizer.Levels;

    protected override IReadOnlyList<string> Inputs => _inputs;

    /// <summary>Asks the chain itself which text has which slot.</summary>
    /// <param name="step">The step, the last of <paramref name="chain"/>.</param>
    /// <param name="chain">All steps from the raw inputs to it.</param>
    /// <param name="inputs">The raw inputs.</param>
    /// <returns>The step itself if its vector is sparse, or if a slot is for a text that the signature does not have.</returns>
    public static ITransformer Of(ITransformer step, ITransformer chain, IReadOnlyList<Column> inputs)
    {
        var mapper = chain.GetRowToRowMapper(InputSchema.Of(inputs));
        var row = new InputRow(mapper.InputSchema);
        var levels = mapper.OutputSchema[Normalizer.Levels];
        var get = mapper.GetRow(row, [levels]).GetGetter<VBuffer<float>>(levels);
        VBuffer<float> vector = default;

        int[] categories = [.. Enumerable.Range(0, inputs.Count).Where(i => inputs[i].Kind != ColumnKind.Numeric)];
        foreach (var input in categories) row.Set(input, Unseen(inputs[input]));
        var slots = Array.ConvertAll(categories, Slots);
        return vector.IsDense && slots.Sum(s => s.Count) == vector.Length
            ? new CategoryStep(step, [.. categories.Select(i => inputs[i].Name)], slots, vector.Length)
            : step;

        FrozenDictionary<string, int> Slots(int input)
        {
            var slots = Texts(inputs[input]).Select(text => KeyValuePair.Create(text, Slot(input, text))).Where(s => s.Value >= 0).ToFrozenDictionary();
            row.Set(input, Unseen(inputs[input]));
            return slots;
        }

        int Slot(int input, string text)
        {
            row.Set(input, text);
            row.Advance();
            get(ref vector);
            return vector.IsDense ? vector.GetValues().IndexOf(1) : -1;
        }
    }

    protected override Delegate Getter(DataViewRow input)
    {
        var texts = Array.ConvertAll(_inputs, name => input.GetGetter<ReadOnlyMemory<char>>(input.Schema[name]));
        var slots = Array.ConvertAll(_slots, s => s.GetAlternateLookup<ReadOnlySpan<char>>());
        ReadOnlyMemory<char> text = default;
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> levels) =>
        {
            var vector = VBufferEditor.Create(ref levels, _length);
            vector.Values.Clear();
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i](ref text);
                if (slots[i].TryGetValue(text.Span, out var slot)) vector.Values[slot] = 1;
            }

            levels = vector.Commit();
        });
    }

    /// <summary>What a category may be: one of the signature's or missing.</summary>
    private static IEnumerable<string> Texts(Column column) => [.. column.Categories ?? [], string.Empty];

    /// <summary>Longer than any text that the category has.</summary>
    private static string Unseen(Column column) => new('?', 1 + Texts(column).Max(text => text.Length));
}
