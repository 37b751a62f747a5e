namespace FinScoring.Core.Data;

/// <summary>Whether a trade file holds bars. The label is computed from them, so none may be named.</summary>
internal static class BarChecks
{
    private static readonly string[] Prices = ["open", "high", "low", "close", "volume"];

    public static void Bars(FileProfile profile, TrainingOptions options)
    {
        if (options.Label is not null)
            profile.Findings.Add("label", "trade computes its label from the closes: leave label out.");
        if (options.Positive is not null)
            profile.Findings.Add("positive", "trade computes its label from the closes: leave positive out.");
        if (Find(profile, "date") is { } date && profile.Kinds[date] != ColumnKind.Date)
            profile.Findings.Add("date", "date must hold ISO 8601 dates, such as 2024-05-31.");
        foreach (var name in Prices)
        {
            if (Find(profile, name) is { } column && profile.Kinds[column] != ColumnKind.Numeric)
                profile.Findings.Add(name, $"{name} must hold numbers.");
        }
    }

    // Bar columns are known in any case: Date and Close as much as date and close.
    private static int? Find(FileProfile profile, string name)
    {
        var found = Enumerable.Range(0, profile.Columns.Count)
            .Where(i => profile.Columns[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        if (found.Length != 1)
            profile.Findings.Add(name, found.Length == 0 ? $"A bar needs the column {name}." : $"Two columns are named {name}, but for case.");
        return found.Length == 1 ? found[0] : null;
    }
}
