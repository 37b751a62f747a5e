using System.Collections.ObjectModel;

namespace FinScoring.Core.Scoring;

/// <summary>
/// What is wrong with a row and what is odd about it. Lists are made when the first finding comes and dropped, not emptied, by
/// <see cref="Clear"/>: an answer may hold them longer than the row is lent.
/// </summary>
internal sealed class Findings
{
    private Dictionary<string, string[]>? _errors;
    private List<ScoreWarning>? _warnings;

    public bool HasErrors => _errors is not null;

    public IReadOnlyDictionary<string, string[]> Errors
        => _errors ?? (IReadOnlyDictionary<string, string[]>)ReadOnlyDictionary<string, string[]>.Empty;

    public IReadOnlyList<ScoreWarning> Warnings => _warnings ?? (IReadOnlyList<ScoreWarning>)[];

    public void AddError(string field, string message)
    {
        _errors ??= [];
        // Each once: a field that is given a hundred thousand times is one finding.
        if (!_errors.TryGetValue(field, out var earlier)) _errors[field] = [message];
        else if (!earlier.Contains(message)) _errors[field] = [.. earlier, message];
    }

    public void AddWarning(ScoreWarning warning) => (_warnings ??= []).Add(warning);

    public void Clear()
    {
        _errors = null;
        _warnings = null;
    }
}
