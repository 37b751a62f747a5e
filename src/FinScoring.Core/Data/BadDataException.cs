namespace FinScoring.Core.Data;

/// <summary>
/// The caller's data or options are wrong. Carries every finding by the field it concerns; a message names what is
/// wrong and where (row, column) and never repeats a value that was sent.
/// </summary>
public sealed class BadDataException : Exception
{
    public BadDataException(string field, string message)
        : this(new Dictionary<string, string[]> { [field] = [message] })
    {
    }

    public BadDataException(IReadOnlyDictionary<string, string[]> errors)
        : base(string.Join(" ", errors.SelectMany(e => e.Value)))
        => Errors = errors;

    /// <summary>Field (an option, a column) to its findings.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; }
}
