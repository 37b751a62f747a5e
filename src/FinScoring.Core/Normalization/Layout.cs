using FinScoring.Core.Data;

namespace FinScoring.Core.Normalization;

/// <summary>The feature vector's order: the numbers, the slots of those that may be missing, the categories' levels.</summary>
internal sealed record Layout(
    IReadOnlyList<int> Numbers, IReadOnlyList<int> Gaps, IReadOnlyList<(int Input, IReadOnlyList<string> Levels)> Categories)
{
    public IReadOnlyList<FeatureSlots> Columns { get; } = [.. Place(Numbers, Gaps, Categories)];

    public static Layout Of(Dataset data, int[] rows, IReadOnlyList<int> inputs)
    {
        int[] numbers = [.. inputs.Where(i => data.Inputs[i] is NumericColumn c && rows.Any(r => !c.IsMissing(r)))];
        return new(
            numbers,
            [.. numbers.Where(i => rows.Any(data.Inputs[i].IsMissing))],
            [.. inputs.Where(i => data.Inputs[i] is CategoryColumn)
                .Select(i => (i, CategoryLevels.Of((CategoryColumn)data.Inputs[i], rows)))
                .Where(c => c.Item2.Count > 0)]);
    }

    private static IEnumerable<FeatureSlots> Place(
        IReadOnlyList<int> numbers, IReadOnlyList<int> gaps, IReadOnlyList<(int Input, IReadOnlyList<string> Levels)> categories)
    {
        var missingSlot = gaps.Select((input, index) => (input, slot: numbers.Count + index)).ToDictionary(g => g.input, g => g.slot);
        for (var i = 0; i < numbers.Count; i++)
            yield return new(numbers[i], true, i, 1, missingSlot.GetValueOrDefault(numbers[i], -1));
        var start = numbers.Count + gaps.Count;
        foreach (var (input, levels) in categories)
        {
            yield return new(input, false, start, levels.Count);
            start += levels.Count;
        }
    }
}
