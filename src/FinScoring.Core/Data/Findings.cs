namespace FinScoring.Core.Data;

/// <summary>Gathers what is wrong, so that a caller learns everything at once.</summary>
internal sealed class Findings
{
    private const int RowsNamed = 5;

    private readonly Dictionary<string, List<string>> _messages = [];

    public bool Any => _messages.Count > 0;

    public bool Has(string field) => _messages.ContainsKey(field);

    public void Add(string field, string message)
    {
        if (!_messages.TryGetValue(field, out var messages))
            _messages.Add(field, messages = []);
        messages.Add(message);
    }

    /// <summary>Adds a finding that names the first rows, counted from 1 below the header; none if there are no rows.</summary>
    public void AddRows(string field, string problem, IReadOnlyList<int> rows)
    {
        if (rows.Count == 0)
            return;
        var named = string.Join(", ", rows.Take(RowsNamed).Select(r => r + 1));
        Add(field, $"{problem}: row {named}{(rows.Count > RowsNamed ? $" and {rows.Count - RowsNamed} more" : "")}.");
    }

    /// <exception cref="BadDataException">There is at least one finding.</exception>
    public void Throw() => Throw(_ => true);

    /// <exception cref="BadDataException">There is at least one finding about such a field.</exception>
    public void Throw(Predicate<string> isWanted)
    {
        var wanted = _messages.Where(m => isWanted(m.Key)).ToDictionary(m => m.Key, m => m.Value.ToArray());
        if (wanted.Count > 0)
            throw new BadDataException(wanted);
    }
}
