namespace FinScoring.Core.Data;

/// <summary>Whether the columns that must be monotone are features, and numbers.</summary>
internal static class MonotoneCheck
{
    private const string Option = "monotone";

    /// <summary>What is wrong whatever the file holds; null if nothing is.</summary>
    public static string? Form(IReadOnlyList<string> entries)
    {
        var columns = entries.Select(MonotoneColumn.Parse).ToArray();
        var wrong = Array.FindIndex(columns, c => c is null);
        return wrong >= 0
            ? $"monotone: entry {wrong + 1} of {entries.Count} must be a column, a colon and + (the probability may only rise with it) "
                + "or - (only fall), such as income:-."
            : columns.DistinctBy(c => c!.Column).Count() < columns.Length ? "monotone names a column twice." : null;
    }

    /// <summary>Adds what is wrong with the columns, given the kind of each column of the file.</summary>
    public static void Columns(IReadOnlyDictionary<string, ColumnKind> kinds, TrainingOptions options, Findings findings)
    {
        var entries = MonotoneColumn.Of(options);
        for (var i = 0; i < entries.Count; i++)
        {
            if (kinds.TryGetValue(entries[i].Column, out var kind) && Complaint(entries[i].Column, kind, options) is { } complaint)
                findings.Add(Option, $"monotone: the column of entry {i + 1} of {entries.Count} {complaint}");
        }
    }

    /// <summary>A warning for each column that must be monotone but is no feature after all, as an identifier is none.</summary>
    public static IEnumerable<string> Unused(TrainingOptions options, IReadOnlyList<Column> inputs)
        => MonotoneColumn.Of(options).Where(m => inputs.All(c => c.Name != m.Column)).Select(m => $"monotone has no effect on {m.Column}: it is left out.");

    private static string? Complaint(string column, ColumnKind kind, TrainingOptions options)
        => IsNoFeature(column, options) ? "is no feature."
            : kind != ColumnKind.Numeric || options.Categories.Contains(column) ? "is not numeric: only numbers rise and fall."
            : null;

    private static bool IsNoFeature(string column, TrainingOptions options)
        => column == options.Label || column == options.Time || column == options.Group || column == options.Weight
            || options.Exclude.Contains(column) || options.Protected.Contains(column)
            || (options.Features.Count > 0 && !options.Features.Contains(column));
}
