namespace FinScoring.Core.Data;

/// <summary>The numbers of a column that have one currency before them and one unit behind them, mostly none of either.</summary>
internal sealed class UnitTally(string prefix, string suffix)
{
    /// <summary>More different numbers are not told apart.</summary>
    public const int ManyNumbers = 20;

    private static readonly string[] Magnitudes = ["k", "m", "b", "t", "mn", "mm", "bn", "tn", "mio", "mrd", "tsd"];

    private readonly HashSet<double> _distinct = new(0);
    private RowList _rows;

    public string Prefix { get; } = prefix;

    public string Suffix { get; } = suffix;

    public RowList Rows => _rows;

    /// <summary>Different numbers; at most 20 are kept.</summary>
    public IReadOnlyCollection<double> Distinct => _distinct;

    /// <summary>Whether what they have is no part of a code's name, as the letter of 12A may be.</summary>
    public bool IsSure { get; } = suffix.Length == 0 || !char.IsLetter(suffix[0]) || Currencies.Contains(suffix)
        || Magnitudes.Contains(suffix, StringComparer.OrdinalIgnoreCase);

    public bool Has(ReadOnlySpan<char> prefix, ReadOnlySpan<char> suffix)
        => prefix.Equals(Prefix, StringComparison.OrdinalIgnoreCase) && NumberText.IsSameUnit(suffix, Suffix);

    public void Add(double value, int row)
    {
        _rows.Add(row);
        if (_distinct.Count < ManyNumbers)
            _distinct.Add(value);
    }
}
