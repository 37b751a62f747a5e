namespace FinScoring.Core.Data;

/// <summary>How a column's numbers are read.</summary>
/// <param name="DecimalComma">Whether the decimal sign is the comma.</param>
/// <param name="Format">What stands in the cells beside digits and decimal sign; null if nothing does.</param>
internal sealed record NumberReading(bool DecimalComma, NumberFormat? Format)
{
    public static NumberReading Plain { get; } = new(false, null);

    /// <summary>What was read that is no plain number, as the end of a sentence that begins with the column; null if nothing was.</summary>
    /// <param name="byFile">Whether other columns told the decimal sign.</param>
    public string? Note(bool byFile)
    {
        if (Format is null)
            return byFile ? $"is read with a decimal {(DecimalComma ? "comma" : "point")}, as other columns are" : null;
        string[] parts = [.. Parts(byFile)];
        return $"is read as numbers: {string.Join("; ", parts)}. In JSON they are plain numbers";
    }

    private IEnumerable<string> Parts(bool byFile)
    {
        if (Format!.Prefix is { } prefix)
            yield return $"\"{prefix}\" before them is left out";
        if (Format.Suffix is { } suffix)
            yield return suffix == "%" ? "\"%\" behind them is left out (12.5% is 12.5)" : $"\"{suffix}\" behind them is left out";
        if (Format.Group is { } group)
            yield return $"{Named(group)} separates thousands{(byFile ? $", for other columns have a decimal {(DecimalComma ? "comma" : "point")}" : "")}";
        if (Format == new NumberFormat())
            yield return "a minus behind them or of another kind, and brackets, mean negative";
    }

    private static string Named(string group) => group switch
    {
        "," => "a comma",
        "." => "a point",
        " " => "a blank",
        _ => "an apostrophe",
    };
}
