namespace FinScoring.Core.Data;

/// <summary>Whether a column's cells are numbers.</summary>
/// <param name="Kind">A numeric column or a category; not to be relied on where there is an error.</param>
/// <param name="Reading">How its numbers are read.</param>
/// <param name="Error">What is wrong with them, as the end of a sentence that begins with the column; else null.</param>
/// <param name="Note">What the caller should know of how it is read, likewise; else null.</param>
internal sealed record NumberVerdict(ColumnKind Kind, NumberReading Reading, string? Error = null, string? Note = null)
{
    public static NumberVerdict Wrong(string error) => new(ColumnKind.Numeric, NumberReading.Plain, error);

    public static NumberVerdict Category(string? note = null) => new(ColumnKind.Category, NumberReading.Plain, Note: note);
}
