namespace FinScoring.Core.Normalization.Binning;

/// <summary>What a bin holds.</summary>
public enum BinKind
{
    /// <summary>Numbers from one bound up to another.</summary>
    Range,

    /// <summary>One special value of a numeric column.</summary>
    Special,

    /// <summary>Rows without a value.</summary>
    Missing,

    /// <summary>Categories.</summary>
    Levels,

    /// <summary>Categories too rare for a bin, and those that training never saw.</summary>
    Other,
}

/// <summary>A bin of a column, as training saw it.</summary>
internal sealed record Bin(BinKind Kind, Tally Tally, double Weight, double Value)
{
    /// <summary>The least number of a range; minus infinity for the first.</summary>
    public float From { get; init; } = float.NegativeInfinity;

    /// <summary>The number at which a range has ended; infinity for the last.</summary>
    public float To { get; init; } = float.PositiveInfinity;

    /// <summary>The special value.</summary>
    public float Special { get; init; }

    /// <summary>The categories, most frequent first.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    public static Bin Of(BinKind kind, Tally tally, Evidence evidence) => new(kind, tally, evidence.Weight(tally), evidence.Value(tally));

    /// <summary>
    /// A bin of its own, however few its rows: special, missing, other. It must be worth the price of a bin like any; where it
    /// is not, a handful of rows would move a score by chance, and it weighs 0.
    /// </summary>
    public static Bin Apart(BinKind kind, Tally tally, Evidence evidence, BinLimits limits)
        => evidence.Value(tally) > BinPrices.PerBin * limits.Unit ? Of(kind, tally, evidence) : new(kind, tally, 0, 0);
}

/// <summary>The bins of a column; the last ones are special values, missing and other.</summary>
/// <param name="Input">Index into the dataset's inputs.</param>
/// <param name="Bins">Every value belongs to one of them, or weighs 0.</param>
internal sealed record ColumnBins(int Input, IReadOnlyList<Bin> Bins)
{
    private const double Rounding = 1e-12;

    /// <summary>Information value.</summary>
    public double Value { get; } = Bins.Sum(b => b.Value);

    /// <summary>Whether the bins, those for missing and other values with them, say more than chance would let them.</summary>
    public bool Tells(BinLimits limits)
        => Value > Rounding + BinPrices.PerBin * limits.Unit * Math.Max(Bins.Count(b => b.Weight != 0) - 1, 1);
}
