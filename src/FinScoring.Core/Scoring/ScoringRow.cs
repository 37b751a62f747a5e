namespace FinScoring.Core.Scoring;

/// <summary>
/// One row on its way through a model: set fields, complete, score. Not thread-safe; belongs to the scorer that lent it.
/// Collects every error and warning instead of stopping at the first. Never repeats a value.
/// </summary>
public sealed class ScoringRow : IDisposable
{
    internal ScoringRow(Scorer scorer) => Scorer = scorer;

    public Scorer Scorer { get; }

    /// <summary>Field to findings; empty while the row is good.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => throw new NotImplementedException();

    public IReadOnlyList<ScoreWarning> Warnings => throw new NotImplementedException();

    /// <summary>Index into the signature's inputs, -1 for an ignored column, null for an unknown name.</summary>
    public int? Find(ReadOnlySpan<char> name) => throw new NotImplementedException();

    /// <summary>Forgets all values and findings.</summary>
    public void Clear() => throw new NotImplementedException();

    /// <summary>A number for a numeric input; for a category input it matches the category written the same way (<paramref name="text"/>).</summary>
    public void SetNumber(int input, double value, ReadOnlySpan<char> text) => throw new NotImplementedException();

    /// <summary>A text (or true/false) for a category input; an error for a numeric input.</summary>
    public void SetText(int input, ReadOnlySpan<char> text) => throw new NotImplementedException();

    /// <summary>A CSV cell: parsed by the input's kind; missing tokens are missing.</summary>
    public void SetCell(int input, ReadOnlySpan<char> cell) => throw new NotImplementedException();

    /// <summary>An explicit null.</summary>
    public void SetMissing(int input) => throw new NotImplementedException();

    public void AddError(string field, string message) => throw new NotImplementedException();

    /// <summary>Checks that what must be there is there. True if the row can be scored.</summary>
    public bool Complete() => throw new NotImplementedException();

    /// <summary>Natural-log odds of the event.</summary>
    public double LogOdds() => throw new NotImplementedException();

    public void Dispose() => Scorer.Return(this);
}

/// <summary>Something to know about a scored field: unseenCategory, belowRange or aboveRange.</summary>
public sealed record ScoreWarning(string Code, string Field, string Message);
