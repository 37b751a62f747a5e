using FinScoring.Core.Data;

namespace FinScoring.Core.Selection;

/// <summary>What the second stage decided: the kept inputs, ascending, and a line for every input.</summary>
internal sealed record SelectedFeatures(IReadOnlyList<int> Inputs, IReadOnlyList<FeatureReport> Report)
{
    /// <summary>The same without some inputs, for reasons that other stages have.</summary>
    public SelectedFeatures Without(IReadOnlyDictionary<int, string> reasons) => new(
        [.. Inputs.Where(i => !reasons.ContainsKey(i))],
        [.. Report.Select((line, input) => reasons.TryGetValue(input, out var reason) ? line with { Kept = false, Reason = reason } : line)]);
}

/// <summary>
/// The second stage: leaves out columns that say nothing about the event beyond chance, and numbers that repeat a column that
/// says more. A column stays or goes with all its slots.
/// </summary>
internal static class FeatureSelector
{
    public const string Standard = "standard", Information = "information", Correlation = "correlation", None = "none";

    /// <summary>As many columns without a word of their own are no burden to trees; thousands would be.</summary>
    private const int Few = 100;

    /// <summary>The names a caller may choose from.</summary>
    public static IReadOnlyList<string> Names { get; } = [Standard, Information, Correlation, None];

    /// <param name="names">The inputs' names.</param>
    /// <param name="rows">Normalized training rows.</param>
    /// <param name="method">One of <see cref="Names"/>.</param>
    /// <param name="most">Keep at most this many.</param>
    /// <param name="interactions">
    /// Whether what learns from the columns finds interactions: a column that says nothing alone may say something beside another,
    /// and stays while few are kept.
    /// </param>
    public static SelectedFeatures Select(IReadOnlyList<string> names, FeatureMatrix rows, string method, int? most, bool interactions = false)
    {
        var columns = new FeatureColumns(rows);
        var ranked = Rank(columns, rows.Labels);
        var repeats = new CorrelationFilter(rows.Rows);
        var report = new FeatureReport?[names.Count];
        var kept = new List<int>();
        var few = interactions ? Few : 1;
        foreach (var (column, constant, information, value) in ranked)
        {
            var input = columns.Columns[column].Input;
            var entry = new FeatureReport(names[input], false, string.Empty, information, value);
            report[input] = entry = Judge(entry);
            if (entry.Kept) kept.Add(input);

            FeatureReport Judge(FeatureReport entry)
            {
                if (method == None) return entry with { Kept = true, Reason = "selection was switched off" };
                if (constant) return entry with { Reason = "it has one value in every training row" };
                if (method is Standard or Information && information <= 0 && kept.Count >= few)
                    return entry with { Reason = "it says nothing about the event beyond chance" };
                if (kept.Count >= most) return entry with { Reason = $"{most} columns say more about the event" };
                if (method is Standard or Correlation && columns.Values(column) is { } values && repeats.Repeats(column, values) is { } other)
                    return Repeats(entry, names[columns.Columns[other.Column].Input], other.Correlation);
                return entry with
                {
                    Kept = true,
                    Reason = information > 0 ? "it says something about the event"
                        : kept.Count == 0 ? "no column says more" : "it may say something beside the others",
                };
            }
        }

        return new([.. kept.Order()], [.. names.Select((name, input)
            => report[input] ?? new(name, false, "no value occurs often enough in the training rows to learn from"))]);
    }

    private static FeatureReport Repeats(FeatureReport entry, string other, double correlation) => entry with
    {
        Reason = FormattableString.Invariant($"it repeats {other} (correlation {correlation:0.00}), which says more about the event"),
        CorrelatedWith = other,
        Correlation = correlation,
    };

    /// <summary>Most informative first; equals in the order of the file.</summary>
    private static List<(int Column, bool Constant, double Information, double Value)> Rank(FeatureColumns columns, ReadOnlySpan<bool> label)
    {
        var ranked = new List<(int Column, bool Constant, double Information, double Value)>();
        for (var column = 0; column < columns.Columns.Count; column++)
        {
            var (bins, count) = columns.Bin(column);
            var (information, value) = InformationMeasure.Of(bins, count, label);
            ranked.Add((column, columns.IsConstant(column), information, value));
        }

        return [.. ranked.OrderByDescending(r => r.Information).ThenBy(r => r.Column)];
    }
}
