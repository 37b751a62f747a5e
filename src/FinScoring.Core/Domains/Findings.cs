using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>Everything wrong with the options and the file, collected so that the caller hears of all of it at once.</summary>
internal sealed class Findings
{
    private const int RowsNamed = 5;

    private readonly Dictionary<string, List<string>> _errors = [];

    public bool Any => _errors.Count > 0;

    /// <param name="field">The option it concerns, or "data".</param>
    /// <param name="message">A sentence; repeats no value.</param>
    public void Add(string field, string message)
    {
        if (!_errors.TryGetValue(field, out var messages)) _errors[field] = messages = [];
        messages.Add(message);
    }

    /// <summary>Adds a finding about rows, unless there are none.</summary>
    public void AddRows(string field, string problem, IReadOnlyList<int> rows)
    {
        if (rows.Count > 0) Add(field, $"{problem}: {Rows(rows)}.");
    }

    /// <exception cref="BadDataException">There are findings.</exception>
    public void ThrowIfAny()
    {
        if (Any) throw new BadDataException(_errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
    }

    /// <summary>The first rows by number, counted from 1 below the header, and how many more there are.</summary>
    public static string Rows(IReadOnlyList<int> rows)
    {
        var named = string.Join(", ", rows.Take(RowsNamed).Select(r => r + 1));
        return rows.Count <= RowsNamed ? $"row {named}" : $"row {named} and {rows.Count - RowsNamed} more";
    }
}
