namespace FinScoring.Core.Data;

/// <summary>
/// How a file writes a column's numbers beside digits and decimal sign: $1,200, 12.5%, 36 months, (123). Brackets, a minus behind
/// the number and the typographic one all mean negative.
/// </summary>
public sealed record NumberFormat
{
    /// <summary>What stands before every number, such as $ or EUR; null if nothing does.</summary>
    public string? Prefix { get; init; }

    /// <summary>What stands behind every number, such as % or months; null if nothing does.</summary>
    public string? Suffix { get; init; }

    /// <summary>What separates thousands: a comma, a point, an apostrophe or a blank of any width; null if nothing does.</summary>
    public string? Group { get; init; }
}
