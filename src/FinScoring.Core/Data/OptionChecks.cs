namespace FinScoring.Core.Data;

/// <summary>Whether the columns that the options name are there and fit their part.</summary>
internal static class OptionChecks
{
    public static void Columns(FileProfile profile, TrainingOptions options)
    {
        All(profile, "features", options.Features);
        All(profile, "exclude", options.Exclude);
        All(profile, "categories", options.Categories);
        All(profile, "protected", options.Protected);
        Time(profile, options.Time);
        One(profile, "group", options.Group);
        Weight(profile, options.Weight);
        Apart(profile, "features", options.Features, "exclude", options.Exclude);
        Apart(profile, "features", options.Features, "protected", options.Protected);
    }

    /// <summary>The position of the column that an option names, or -1 with a finding if there is none; -1 if it names none.</summary>
    public static int One(FileProfile profile, string option, string? name)
    {
        if (name is null)
            return -1;
        var column = profile.Find(name);
        if (column < 0)
            profile.Findings.Add(option, $"{option} is no column of the file.{Hint(profile, name)}");
        return column;
    }

    private static void All(FileProfile profile, string option, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (profile.Find(names[i]) < 0)
                profile.Findings.Add(option, $"{option}: name {i + 1} of {names.Count} is no column of the file.{Hint(profile, names[i])}");
        }
    }

    private static string Hint(FileProfile profile, string name)
        => profile.Columns.Any(c => c.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) ? " One differs only in case or blanks." : "";

    private static void Time(FileProfile profile, string? name)
    {
        if (One(profile, "time", name) is >= 0 and var time && profile.Kinds[time] != ColumnKind.Date)
            profile.Findings.Add("time", "time must be a column of ISO 8601 dates, such as 2024-05-31.");
    }

    private static void Weight(FileProfile profile, string? name)
    {
        var weight = One(profile, "weight", name);
        if (weight >= 0 && (profile.Kinds[weight] != ColumnKind.Numeric || profile.Columns[weight].Numbers.Min <= 0))
            profile.Findings.Add("weight", "weight must be a column of positive numbers.");
    }

    private static void Apart(FileProfile profile, string option, IReadOnlyList<string> names, string other, IReadOnlyList<string> others)
    {
        if (names.Intersect(others).Any())
            profile.Findings.Add(option, $"{option} and {other} name the same column.");
    }
}
