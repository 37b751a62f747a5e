namespace FinScoring.Core.Domains;

/// <summary>
/// The last <see cref="LookBack"/> bars of one symbol and the features computed from exactly those: the same code for
/// training and for prediction, so a feature cannot see the future. Not thread-safe.
/// </summary>
public sealed class BarWindow
{
    /// <summary>How many bars, the last included, the features look at: sixty one-bar returns need one bar more.</summary>
    public const int LookBack = 61;

    // Twice as long as needed, so that the window is one span and moves back to the start once in LookBack bars.
    private readonly Bar[] _bars = new Bar[2 * LookBack];
    private int _end;

    /// <summary>The features' names, in the order <see cref="Compute"/> writes them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. BarFeatures.All.Select(f => f.Name)];

    /// <summary>Whether there are enough bars to compute features from.</summary>
    public bool IsFull => _end >= LookBack;

    /// <summary>Appends the next bar; the one before the look-back is forgotten.</summary>
    public void Add(Bar bar)
    {
        if (_end == _bars.Length)
        {
            _bars.AsSpan(LookBack + 1).CopyTo(_bars);
            _end = LookBack - 1;
        }

        _bars[_end++] = bar;
    }

    /// <summary>Forgets all bars: the next is another symbol's.</summary>
    public void Clear() => _end = 0;

    /// <summary>Writes one value per name; NaN where one of the volumes looked at is missing.</summary>
    /// <exception cref="InvalidOperationException">There are fewer bars than <see cref="LookBack"/>.</exception>
    public void Compute(Span<double> features)
    {
        if (!IsFull) throw new InvalidOperationException($"Features need {LookBack} bars.");
        var window = _bars.AsSpan(_end - LookBack, LookBack);
        for (var i = 0; i < BarFeatures.All.Count; i++) features[i] = BarFeatures.All[i].Formula(window);
    }
}
