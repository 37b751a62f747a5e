using System.Text.RegularExpressions;

namespace FinScoring.Core.Data;

/// <summary>
/// Tells identifiers and free text, which a model could only learn by heart, from features. In which order the rows come says
/// nothing: a file may be sorted by any of its columns.
/// </summary>
internal static partial class Identifiers
{
    private const int FewestRows = 20;
    private const int FewestRowsOfText = 50;

    /// <summary>Whole numbers that fill at least this share of their range without a repeat are numbered, not measured.</summary>
    private const double NumberedShare = .5;

    /// <summary>A number of fewer values may be a code of few kinds, whatever its name: branch_id.</summary>
    private const int ManyValues = 30;

    /// <param name="column">A numeric or category column.</param>
    /// <param name="cells">How many of its cells are not missing.</param>
    /// <param name="distinct">How many different values those have.</param>
    /// <returns>Why it looks like an identifier, or null.</returns>
    public static string? Reason(TableColumn column, int cells, int distinct) => column switch
    {
        CategoryColumn when cells >= FewestRows && distinct == cells => "every row has another value, as an identifier has",
        CategoryColumn when cells >= FewestRowsOfText && distinct > cells / 2 => "most rows have another value, as identifiers or free text have",
        NumericColumn numbers when cells >= FewestRows && distinct == cells && (IsNumbered(numbers, distinct) || (HasName(numbers.Name) && IsWhole(numbers)))
            => "every row has another whole number, as an identifier has",
        NumericColumn numbers when distinct > ManyValues && HasName(numbers.Name) && IsWhole(numbers)
            => "its name and its whole numbers are those of an identifier; name it in categories if its values are kinds",
        _ => null,
    };

    /// <summary>Whether its values are whole numbers, consecutive or nearly so.</summary>
    /// <param name="column">The column.</param>
    /// <param name="distinct">How many different values it has.</param>
    public static bool IsNumbered(NumericColumn column, int distinct)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (var value in column.Values)
        {
            if (!double.IsNaN(value)) (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }

        return distinct >= NumberedShare * (max - min + 1) && IsWhole(column);
    }

    /// <summary>id, customer_id, customerId, customerID, LOAN_ID, loanid, account_number, policy no.</summary>
    public static bool HasName(string name) => Separated().IsMatch(name) || Cased().IsMatch(name) || Numbering().IsMatch(name);

    private static bool IsWhole(NumericColumn column) => column.Values.All(value => double.IsNaN(value) || value == Math.Floor(value));

    [GeneratedRegex(@"(^|[\W_])(id|uuid|guid)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separated();

    // Not paid, valid or PAID.
    [GeneratedRegex("[a-z0-9](Id|ID)$", RegexOptions.CultureInvariant)]
    private static partial Regex Cased();

    [GeneratedRegex(
        @"(^|[\W_])(account|applicant|application|borrower|case|client|company|contract|customer|firm|loan|member|person|policy|record|row|user)[\W_]?"
            + "(id|key|no|nr|num|number)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();
}
