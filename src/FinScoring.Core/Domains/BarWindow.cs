namespace FinScoring.Core.Domains;

/// <summary>One bar of one symbol. Prices are positive; volume may be missing (NaN).</summary>
public readonly record struct Bar(DateTime Date, double Open, double High, double Low, double Close, double Volume);

/// <summary>
/// The last <see cref="LookBack"/> bars of one symbol and the features computed from exactly those: the same code for
/// training and for prediction, so a feature cannot see the future. Not thread-safe.
/// </summary>
public sealed class BarWindow
{
    /// <summary>How many bars, the last included, the features look at.</summary>
    public const int LookBack = 61;

    /// <summary>The features' names, in the order <see cref="Compute"/> writes them.</summary>
    public static IReadOnlyList<string> Names => throw new NotImplementedException();

    public bool IsFull => throw new NotImplementedException();

    public void Add(Bar bar) => throw new NotImplementedException();

    /// <summary>Writes one value per name; NaN where a feature is undefined (a missing volume, a flat range).</summary>
    public void Compute(Span<double> features) => throw new NotImplementedException();
}
