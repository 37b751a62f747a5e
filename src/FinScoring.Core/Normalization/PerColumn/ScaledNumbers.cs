using FinScoring.Core.Data;

namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>Numbers on scales of their own, at the front of the feature vector.</summary>
/// <param name="Places">Each input and its number of slots, in the vector's order.</param>
/// <param name="Columns">What was chosen for each.</param>
internal sealed record ScaledNumbers(IReadOnlyList<(int Input, int Slots)> Places, IReadOnlyList<ColumnNormalization> Columns)
{
    /// <summary>The columns of a layout of one slot for each number, moved to where they stand beside these.</summary>
    public IReadOnlyList<FeatureSlots> Move(IReadOnlyList<FeatureSlots> columns)
    {
        var starts = new Dictionary<int, (int Start, int Count)>();
        var start = 0;
        foreach (var (input, slots) in Places)
        {
            starts[input] = (start, slots);
            start += slots;
        }

        var moved = start - Places.Count;
        return [.. columns.Select(c => !starts.TryGetValue(c.Input, out var place) ? c with { Start = c.Start + moved }
            : c with { Start = place.Start, Count = place.Count, MissingSlot = c.MissingSlot < 0 ? -1 : c.MissingSlot + moved })];
    }
}
