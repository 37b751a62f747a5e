namespace FinScoring.Core.Data;

/// <summary>The column names of a CSV file. Every finding about them is reported at once, by position.</summary>
internal static class CsvHeader
{
    public static string[] Numbered(int count) => [.. Enumerable.Range(1, count).Select(i => $"c{i}")];

    /// <exception cref="BadDataException">Broken quotes, blank or repeated names.</exception>
    public static string[] Names(CsvRows header, string? problem)
    {
        if (problem is not null)
            throw new BadDataException("data", $"The header {problem}.");
        var names = new string[header.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = header[i].ToString();
        var findings = Findings(names);
        return findings.Length == 0 ? names : throw new BadDataException(new Dictionary<string, string[]> { ["data"] = findings });
    }

    private static string[] Findings(string[] names)
    {
        var findings = new List<string>();
        var positions = names.Select((name, i) => (Name: name, Position: i + 1)).ToLookup(c => c.Name, c => c.Position);
        if (positions.Contains(""))
            findings.Add($"The header leaves column {Listed(positions[""])} without a name.");
        foreach (var same in positions.Where(p => p.Key.Length > 0 && p.Skip(1).Any()))
            findings.Add($"The header gives the same name to columns {Listed(same)}.");
        if (findings.Count > 0)
            findings.Add("If the first line is data, say header=false.");
        return [.. findings];
    }

    private static string Listed(IEnumerable<int> positions)
    {
        var first = positions.Take(11).ToArray();
        return string.Join(", ", first.Take(10)) + (first.Length > 10 ? ", ..." : "");
    }
}
