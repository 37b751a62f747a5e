using FinScoring.Core.Data;

namespace FinScoring.Core.Normalization;

/// <summary>
/// The feature vector's order: the numbers, the slots of those that may be missing, those of the numbers' special values, the
/// categories' levels, and one rate for each category of many levels.
/// </summary>
internal sealed record Layout(
    IReadOnlyList<int> Numbers, IReadOnlyList<int> Gaps, IReadOnlyDictionary<int, IReadOnlyList<double>> Specials,
    IReadOnlyList<(int Input, IReadOnlyList<string> Levels)> Categories, IReadOnlyList<int> Rates)
{
    // Each takes steps of its own, and steps stand on each other's shoulders.
    private const int MostWithSpecials = 200;

    public IReadOnlyList<FeatureSlots> Columns => field ??= [.. PlaceNumbers(), .. PlaceCategories()];

    public static Layout Of(Dataset data, int[] rows, IReadOnlyList<int> inputs)
    {
        var specials = FindSpecials(data, rows, inputs);
        int[] numbers = [.. inputs.Where(i => data.Inputs[i] is NumericColumn c && rows.Any(r => !c.IsMissing(r) && !specials[i].Contains(c.Values[r])))];
        var many = inputs.ToLookup(i => data.Inputs[i] is CategoryColumn c && CategoryLevels.AreMany(c, rows));
        return new(
            numbers,
            [.. numbers.Where(i => rows.Any(data.Inputs[i].IsMissing))],
            numbers.Where(i => specials[i].Count > 0).ToDictionary(i => i, i => specials[i]),
            [.. many[false].Where(i => data.Inputs[i] is CategoryColumn)
                .Select(i => (i, CategoryLevels.Of((CategoryColumn)data.Inputs[i], rows)))
                .Where(c => c.Item2.Count > 0)],
            [.. many[true]]);
    }

    private static Dictionary<int, IReadOnlyList<double>> FindSpecials(Dataset data, int[] rows, IReadOnlyList<int> inputs)
    {
        var found = inputs.Where(i => data.Inputs[i] is NumericColumn).ToDictionary(i => i, i => SpecialValues.Of((NumericColumn)data.Inputs[i], rows));
        foreach (var input in found.Keys.Where(i => found[i].Count > 0).Skip(MostWithSpecials).ToArray()) found[input] = [];
        return found;
    }

    /// <summary>The special values of a number.</summary>
    public IReadOnlyList<double> SpecialsOf(int input) => Specials.GetValueOrDefault(input, []);

    private IEnumerable<FeatureSlots> PlaceNumbers()
    {
        var gaps = Gaps.ToHashSet();
        var (missing, special) = (Numbers.Count, Numbers.Count + Gaps.Count);
        for (var i = 0; i < Numbers.Count; i++)
        {
            var specials = SpecialsOf(Numbers[i]).Count;
            yield return new(Numbers[i], true, i, 1, gaps.Contains(Numbers[i]) ? missing++ : -1, specials > 0 ? special : -1, specials);
            special += specials;
        }
    }

    private IEnumerable<FeatureSlots> PlaceCategories()
    {
        var start = Numbers.Count + Gaps.Count + Specials.Values.Sum(s => s.Count);
        foreach (var (input, levels) in Categories)
        {
            yield return new(input, false, start, levels.Count);
            start += levels.Count;
        }

        foreach (var input in Rates) yield return new(input, true, start++, 1);
    }
}
