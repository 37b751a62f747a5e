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

    private CategoryStep(ITransformer step, IEnumerable<(string Input, FrozenDictionary<string, int> Slots)> categories, int length)
        : base(step)
        => (_inputs, _slots, _length) = ([.. categories.Select(c => c.Input)], [.. categories.Select(c => c.Slots)], length);

    protected override string Output => Normalizer.Levels;

    protected override IReadOnlyList<string> Inputs => _inputs;

    /// <summary>Asks the chain itself which text has which slot.</summary>
    /// <param name="step">The step, the last of <paramref name="chain"/>.</param>
    /// <param name="chain">All steps from the raw inputs to it.</param>
    /// <param name="inputs">The raw inputs.</param>
    /// <returns>The step itself if its vector is sparse, or if a slot is for a text that the signature does not have.</returns>
    public static ITransformer Of(ITransformer step, ITransformer chain, IReadOnlyList<Column> inputs)
    {
        var probe = new Probe(chain, inputs);
        var categories = Enumerable.Range(0, inputs.Count).Where(i => inputs[i].Kind != ColumnKind.Numeric)
            .Select(i => (inputs[i].Name, Slots: probe.Slots(i))).Where(c => c.Slots.Count > 0).ToArray();
        return categories.Sum(c => c.Slots.Count) == probe.DenseLength ? new CategoryStep(step, categories, probe.DenseLength) : step;
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

    /// <summary>A row of texts that no category has, but for one at a time.</summary>
    private sealed class Probe
    {
        private readonly IReadOnlyList<Column> _inputs;
        private readonly InputRow _row;
        private readonly ValueGetter<VBuffer<float>> _levels;
        private VBuffer<float> _vector;

        public Probe(ITransformer chain, IReadOnlyList<Column> inputs)
        {
            var mapper = chain.GetRowToRowMapper(InputSchema.Of(inputs));
            var column = mapper.OutputSchema[Normalizer.Levels];
            (_inputs, _row) = (inputs, new InputRow(mapper.InputSchema));
            _levels = mapper.GetRow(_row, [column]).GetGetter<VBuffer<float>>(column);
            for (var i = 0; i < inputs.Count; i++) SetUnseen(i);
            _row.Advance();
            _levels(ref _vector);
        }

        /// <summary>-1 where the vector is sparse.</summary>
        public int DenseLength => _vector.IsDense ? _vector.Length : -1;

        /// <summary>The texts of a category, the missing one included, that have a slot.</summary>
        public FrozenDictionary<string, int> Slots(int input)
        {
            var slots = Texts(input).Select(text => KeyValuePair.Create(text, Slot(input, text))).Where(s => s.Value >= 0).ToFrozenDictionary();
            SetUnseen(input);
            return slots;
        }

        private int Slot(int input, string text)
        {
            _row.Set(input, text);
            _row.Advance();
            _levels(ref _vector);
            return _vector.IsDense ? _vector.GetValues().IndexOf(1) : -1;
        }

        private IEnumerable<string> Texts(int input) => [.. _inputs[input].Categories ?? [], string.Empty];

        /// <summary>A text longer than any that the category has.</summary>
        private void SetUnseen(int input) => _row.Set(input, new string('?', 1 + Texts(input).Max(text => text.Length)));
    }
}
