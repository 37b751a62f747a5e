namespace FinScoring.Core.Data;

/// <summary>Gathers what is wrong, so that a caller learns everything at once.</summary>
internal sealed class Findings
{
    private readonly Dictionary<string, List<string>> _messages = [];

    public void Add(string field, string message)
    {
        if (!_messages.TryGetValue(field, out var messages))
            _messages.Add(field, messages = []);
        messages.Add(message);
    }

    /// <exception cref="BadDataException">There is at least one finding.</exception>
    public void Throw()
    {
        if (_messages.Count > 0)
            throw new BadDataException(_messages.ToDictionary(m => m.Key, m => m.Value.ToArray()));
    }
}
