namespace FinScoring.Core.Data;

/// <summary>Whether the columns that the options name are there and have one part each.</summary>
internal static class OptionChecks
{
    public static void Columns(IReadOnlyList<string> columns, TrainingOptions options, Findings findings)
    {
        (string Option, string? Name)[] parts = [("time", options.Time), ("group", options.Group), ("weight", options.Weight)];
        foreach (var (option, name) in parts.Append(("label", options.Label)))
        {
            if (name is not null && !columns.Contains(name))
                findings.Add(option, $"{option} is no column of the file.{Hint(columns, name)}");
        }
        foreach (var (option, name) in parts)
        {
            if (name is not null && name == options.Label)
                findings.Add(option, $"{option} is the label.");
            if (name is not null && options.Features.Contains(name))
                findings.Add("features", $"features name the column of {option}, which is no feature.");
        }
        All(columns, "features", options.Features, findings);
        All(columns, "exclude", options.Exclude, findings);
        All(columns, "categories", options.Categories, findings);
        All(columns, "specials", [.. SpecialsOption.Columns(options.Specials)], findings);
        All(columns, "protected", options.Protected, findings);
        All(columns, "immutable", options.Immutable, findings);
        All(columns, "monotone", [.. MonotoneColumn.Of(options).Select(m => m.Column)], findings);
        Apart("features", options.Features, "exclude", options.Exclude, findings);
        Apart("features", options.Features, "protected", options.Protected, findings);
        if (options.Label is not null && options.Features.Contains(options.Label))
            findings.Add("features", "features name the label.");
        if (options.Label is not null && options.Protected.Contains(options.Label))
            findings.Add("protected", "protected names the label.");
    }

    private static void All(IReadOnlyList<string> columns, string option, IReadOnlyList<string> names, Findings findings)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (!columns.Contains(names[i]))
                findings.Add(option, $"{option}: name {i + 1} of {names.Count} is no column of the file.{Hint(columns, names[i])}");
        }
    }

    private static string Hint(IReadOnlyList<string> columns, string name)
        => columns.FirstOrDefault(c => c.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) is { } meant ? $" Did you mean {meant}?"
            : columns.Any(c => Cell.TryNumber(c, false, out _)) ? " If the first line is data, say header=false."
            : "";

    private static void Apart(string option, IReadOnlyList<string> names, string other, IReadOnlyList<string> others, Findings findings)
    {
        if (names.Intersect(others).Any())
            findings.Add(option, $"{option} and {other} name the same column.");
    }
}
