using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>Checks the options that name columns against the file and against each other.</summary>
internal static class ColumnOptions
{
    public static void Check(Table table, TrainingOptions options, Findings findings)
    {
        var names = table.Columns.Select(c => c.Name).ToHashSet();
        (string Option, string? Name)[] roles = [("label", options.Label), ("time", options.Time), ("group", options.Group), ("weight", options.Weight)];
        foreach (var (option, name) in roles)
        {
            if (name is not null && !names.Contains(name)) findings.Add(option, "The file has no such column.");
            if (option != "label" && name is not null && name == options.Label) findings.Add(option, "This is the label column.");
        }

        (string Option, IReadOnlyList<string> Names)[] lists =
            [("features", options.Features), ("exclude", options.Exclude), ("categories", options.Categories), ("protected", options.Protected)];
        foreach (var (option, list) in lists)
            Refuse(option, "no column of the file", list, n => !names.Contains(n));
        foreach (var (role, name) in roles)
            Refuse("features", $"the {role} column, which is no feature", options.Features, n => n == name);
        Refuse("features", "excluded too", options.Features, options.Exclude.Contains);
        Refuse("features", "protected, and a protected column is never a feature", options.Features, options.Protected.Contains);
        Refuse("protected", "the label column", options.Protected, n => n == options.Label);

        void Refuse(string option, string problem, IReadOnlyList<string> list, Predicate<string> wrong)
        {
            int[] entries = [.. Enumerable.Range(0, list.Count).Where(i => wrong(list[i])).Select(i => i + 1)];
            if (entries.Length > 0) findings.Add(option, $"Entry {string.Join(", ", entries)} of the list is {problem}.");
        }
    }
}
