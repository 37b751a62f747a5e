using System.Globalization;

namespace FinScoring.Core.Data;

/// <summary>The option <c>specials</c>: codes of numeric columns as column:value, repeated; or none, where no column has any but those named.</summary>
internal static class SpecialsOption
{
    public const string None = "none";

    /// <summary>What is wrong with how it is written; null if nothing is.</summary>
    public static string? Error(IReadOnlyList<string> specials)
        => specials.All(s => s == None || Parse(s) is not null) ? null : "specials must be none, or a column, a colon and a number: income:-9.";

    public static IEnumerable<string> Columns(IReadOnlyList<string> specials) => specials.Select(Parse).Where(s => s is not null).Select(s => s!.Value.Column);

    public static void Check(IReadOnlyDictionary<string, ColumnKind> kinds, IReadOnlyList<string> specials, Findings findings)
    {
        if (Columns(specials).Any(c => kinds.TryGetValue(c, out var kind) && kind != ColumnKind.Numeric))
            findings.Add("specials", "specials name a column that holds no numbers.");
    }

    /// <summary>The column with the codes that the caller named, or refused; as it is where training rows are to tell.</summary>
    public static TableColumn Apply(TableColumn column, IReadOnlyList<string> specials)
    {
        if (column is not NumericColumn numbers) return column;
        double[] named = [.. specials.Select(Parse).Where(s => s?.Column == column.Name).Select(s => s!.Value.Value).Distinct().Order()];
        return named.Length == 0 && !specials.Contains(None) ? column : numbers.With(named);
    }

    /// <summary>What the caller should know of a column's codes; null if it has none, or named them.</summary>
    public static string? Warning(Column column, IReadOnlyList<string> named) => column.Specials is { Count: > 0 } specials && !Columns(named).Contains(column.Name)
        ? $"Column {column.Name}: {Listed(specials)} {(specials.Count == 1 ? "is read as a code, not as a number" : "are read as codes, not as numbers")}. "
            + "Name codes with specials=column:value, or say specials=none."
        : null;

    private static string Listed(IReadOnlyList<double> specials) => string.Join(", ", specials.Select(s => s.ToString("R", CultureInfo.InvariantCulture)));

    // A column's name may hold a colon.
    private static (string Column, double Value)? Parse(string special)
    {
        var colon = special.LastIndexOf(':');
        return colon > 0 && Cell.TryNumber(special.AsSpan(colon + 1).Trim(), decimalComma: false, out var value) ? (special[..colon], value) : null;
    }
}
