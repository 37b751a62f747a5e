namespace FinScoring.Core.Explanation;

/// <summary>Sets of so many changes, each of another input.</summary>
internal sealed class ChangeSets
{
    private readonly Trial _row;
    private readonly UsefulChanges[] _inputs;
    private readonly InputChange[] _set;
    private double _size;
    private double _best;
    private InputChange[]? _reaching;

    /// <param name="row">The row to change.</param>
    /// <param name="useful">What lowers its probability, the input that lowers it most first.</param>
    /// <param name="changes">How many changes a set has.</param>
    public ChangeSets(Trial row, UsefulChanges[] useful, int changes)
    {
        (_row, _set) = (row, new InputChange[changes]);
        // So that pairs and triples are some thousands, a few microseconds each.
        _inputs = changes switch
        {
            1 => useful,
            2 => [.. useful.Take(16).Select(u => u.Thinned(8))],
            _ => [.. useful.Take(10).Select(u => u.Thinned(4))],
        };
    }

    /// <summary>For each set of inputs that can get below the bound the smallest changes tried; none that includes the inputs of one found before.</summary>
    public IEnumerable<InputChange[]> Reaching(double below, IReadOnlyList<Counterfactual> found, CancellationToken cancel)
    {
        foreach (var inputs in Choose(0, _set.Length))
        {
            cancel.ThrowIfCancellationRequested();
            if (found.Any(c => c.Changes.All(change => inputs.Any(u => u.Input == change.Input)))) continue;
            (_reaching, _best, _size) = (null, double.PositiveInfinity, 0);
            Try(inputs, 0, below);
            if (_reaching is not null) yield return _reaching;
        }
    }

    private IEnumerable<UsefulChanges[]> Choose(int from, int count)
    {
        if (count == 0) return [[]];
        return Enumerable.Range(from, Math.Max(0, _inputs.Length - from))
            .SelectMany(first => Choose(first + 1, count - 1), (first, others) => (UsefulChanges[])[_inputs[first], .. others]);
    }

    /// <summary>Every combination of the inputs' changes that is smaller than the best so far.</summary>
    private void Try(UsefulChanges[] inputs, int at, double below)
    {
        if (_size >= _best) return;
        if (at == inputs.Length)
        {
            if (_row.Probability(_set) < below) (_reaching, _best) = ([.. _set], _size);
            return;
        }

        foreach (var step in inputs[at].Steps)
        {
            _set[at] = step.Change;
            _size += step.Size;
            Try(inputs, at + 1, below);
            _size -= step.Size;
        }
    }
}
