namespace FinScoring.Core.Data;

/// <summary>A column that the probability of the event may only rise with (sign 1) or only fall with (-1).</summary>
internal sealed record MonotoneColumn(string Column, int Sign)
{
    /// <summary>
    /// Reads <c>income:-</c>; null if it has another form. A name may hold colons itself. A plus that stands in a query string as
    /// it is arrives as a blank.
    /// </summary>
    public static MonotoneColumn? Parse(string text) => text.Length < 3 ? null : text[^2..] switch
    {
        ":+" or ": " => new(text[..^2], 1),
        ":-" => new(text[..^2], -1),
        _ => null,
    };

    /// <summary>Those of the options that can be read.</summary>
    public static IReadOnlyList<MonotoneColumn> Of(TrainingOptions options) => [.. options.Monotone.Select(Parse).OfType<MonotoneColumn>()];

    /// <summary>The sign of each input named, by its index.</summary>
    public static IReadOnlyDictionary<int, int> Signs(TrainingOptions options, IReadOnlyList<string> names)
    {
        var columns = Of(options).ToDictionary(m => m.Column, m => m.Sign);
        return Enumerable.Range(0, names.Count).Where(i => columns.ContainsKey(names[i])).ToDictionary(i => i, i => columns[names[i]]);
    }

    /// <summary>The sign of every slot of a feature vector; 0 where the score may move either way, as it may with what is missing.</summary>
    /// <param name="signs">By input.</param>
    /// <param name="rows">Where the inputs stand in the vector.</param>
    public static IReadOnlyList<int> OfSlots(IReadOnlyDictionary<int, int> signs, FeatureMatrix rows)
    {
        var slots = new int[rows.Slots];
        foreach (var place in rows.Columns.Where(c => c.Numeric)) slots[place.Start] = signs.GetValueOrDefault(place.Input);
        return slots;
    }
}
