namespace FinScoring.Core.Data;

/// <summary>Tells identifiers and free text, which a model could only learn by heart, from features.</summary>
internal static class Identifiers
{
    private const int FewestRows = 20;
    private const int FewestRowsOfText = 50;

    // Whole numbers that fill at least this share of their range without a repeat look numbered, not measured.
    private const double NumberedShare = .1;

    /// <param name="column">A numeric or category column.</param>
    /// <param name="cells">How many of its cells are not missing.</param>
    /// <param name="distinct">How many different values those have.</param>
    /// <returns>Why it looks like an identifier, or null.</returns>
    public static string? Reason(TableColumn column, int cells, int distinct) => column switch
    {
        CategoryColumn when cells >= FewestRows && distinct == cells => "every row has another value, as an identifier has",
        CategoryColumn when cells >= FewestRowsOfText && distinct > cells / 2 => "most rows have another value, as identifiers or free text have",
        NumericColumn numbers when cells >= FewestRows && distinct == cells && IsNumbered(numbers, cells)
            => "every row has another whole number, as an identifier has",
        _ => null,
    };

    private static bool IsNumbered(NumericColumn column, int cells)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity, last = double.NaN;
        bool rises = true, falls = true;
        foreach (var value in column.Values)
        {
            if (double.IsNaN(value))
                continue;
            if (value != Math.Floor(value))
                return false;
            (rises, falls) = (rises && !(value <= last), falls && !(value >= last));
            (min, max, last) = (Math.Min(min, value), Math.Max(max, value), value);
        }
        return rises || falls || cells >= NumberedShare * (max - min + 1) || HasName(column.Name);
    }

    /// <summary>id, ID, customer_id, customerId, customerID; but not PAID.</summary>
    public static bool HasName(string name)
        => name.Equals("id", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("Id", StringComparison.Ordinal)
        || (name.EndsWith("ID", StringComparison.Ordinal) && char.IsLower(name[^3]));
}
