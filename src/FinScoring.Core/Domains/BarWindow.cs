namespace FinScoring.Core.Domains;

/// <summary>
/// The last <see cref="LookBack"/> bars of one symbol and the features computed from exactly those: the same code for
/// training and for prediction, so a feature cannot see the future. A bar that did not trade is none of them. Not thread-safe.
/// </summary>
public sealed class BarWindow
{
    /// <summary>How many bars, the last included, the features look at: sixty one-bar returns need one bar more.</summary>
    public const int LookBack = 61;

    private static readonly int Volatility = BarFeatures.All.Index().First(f => f.Item.Name == BarFeatures.Volatility20).Index;

    // Twice as long as needed, so that the window is one span and moves back to the start once in LookBack bars.
    private readonly Bar[] _bars = new Bar[2 * LookBack];
    private int _end;
    private bool _hasVolume;

    /// <summary>The features' names, in the order <see cref="Compute"/> writes them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. BarFeatures.All.Select(f => f.Name)];

    /// <summary>Whether there are enough bars to compute features from.</summary>
    public bool IsFull => _end >= LookBack;

    /// <summary>How many bars were left out because they did not trade.</summary>
    public int Idle { get; private set; }

    /// <summary>How large a return over some bars usually is: the volatility of the last 20, which grows with the root of time.</summary>
    /// <param name="features">As <see cref="Compute"/> wrote them.</param>
    /// <param name="horizon">How many bars the return is over.</param>
    public static double ReturnScale(ReadOnlySpan<double> features, int horizon) => features[Volatility] * Math.Sqrt(horizon);

    /// <summary>Whether the next bar did not trade, as far as its symbol's bars up to it tell.</summary>
    public bool IsIdle(Bar next) => next.IsIdle(_end > 0 ? _bars[_end - 1] : null, _hasVolume);

    /// <summary>Appends the next bar unless it did not trade; the one before the look-back is forgotten.</summary>
    /// <returns>Whether it traded.</returns>
    public bool Add(Bar bar)
    {
        if (bar.HasVolume && !_hasVolume) SeeVolume();
        var isIdle = IsIdle(bar);
        if (isIdle) Idle++;
        else Append(bar);
        return !isIdle;
    }

    /// <summary>Forgets all bars: the next is another symbol's.</summary>
    public void Clear() => (_end, _hasVolume, Idle) = (0, false, 0);

    /// <summary>Writes one value per name; NaN where one of the volumes looked at is missing.</summary>
    /// <exception cref="InvalidOperationException">There are fewer bars than <see cref="LookBack"/>.</exception>
    public void Compute(Span<double> features)
    {
        if (!IsFull) throw new InvalidOperationException($"Features need {LookBack} bars.");
        var window = _bars.AsSpan(_end - LookBack, LookBack);
        for (var i = 0; i < BarFeatures.All.Count; i++) features[i] = BarFeatures.All[i].Formula(window);
    }

    /// <summary>From the first volume on, no volume is a sign, of the bars before as well: a training knows it from its whole file.</summary>
    private void SeeVolume()
    {
        var before = _bars[.._end];
        (_end, _hasVolume) = (0, true);
        foreach (var bar in before) Add(bar);
    }

    private void Append(Bar bar)
    {
        if (_end == _bars.Length)
        {
            _bars.AsSpan(LookBack + 1).CopyTo(_bars);
            _end = LookBack - 1;
        }

        _bars[_end++] = bar;
    }
}
