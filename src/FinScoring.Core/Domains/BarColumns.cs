namespace FinScoring.Core.Domains;

/// <summary>The columns of a file of bars, or the fields of a bar, known by name in any case.</summary>
public static class BarColumns
{
    public const string Date = "date";
    public const string Symbol = "symbol";
    public const string Open = "open";
    public const string High = "high";
    public const string Low = "low";
    public const string Close = "close";
    public const string Volume = "volume";

    public const string Ticker = "ticker";

    /// <summary>The columns without which there is no bar; cells of volume may be missing.</summary>
    public static IReadOnlyList<string> Required { get; } = [Date, Open, High, Low, Close, Volume];

    private static IReadOnlyList<string> All { get; } = [.. Required, Symbol];

    /// <summary>Which of the columns a name stands for, written as here; null if none. A ticker is a symbol.</summary>
    public static string? Find(string name)
        => name.Equals(Ticker, StringComparison.OrdinalIgnoreCase)
            ? Symbol
            : All.FirstOrDefault(c => c.Equals(name, StringComparison.OrdinalIgnoreCase));
}
