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
        => Value > Rounding + BinPrices.PerBin * limits.Unit * (Bins.Count(b => b.Tally.Count > 0) - 1);
}
