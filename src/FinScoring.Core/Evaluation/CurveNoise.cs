namespace FinScoring.Core.Evaluation;

/// <summary>
/// How chance moves KS and H-measure. Both are the best of many thresholds, so on any sample they are too high, and on a resample,
/// whose noise comes on top of the sample's, too high twice. Two other curves tell what is needed. By the thresholds that are best
/// for the rows themselves a resample's figures vary as the rows' do, and are not too high again. And on a smooth curve, that of the
/// logistic recalibration, with the resample's noise added to it, they are too high once: by how much, the smooth curve tells.
/// </summary>
internal sealed class CurveNoise
{
    private readonly double[] _events;
    private readonly double[] _others;
    private readonly double[] _rate;
    private readonly int _best;
    private readonly IReadOnlyList<IsotonicBlock> _blocks;

    /// <param name="events">Weight of the events in each group of neighbouring rows, from the lowest probability up; with both classes.</param>
    /// <param name="weight">Weight of all rows of each group, above 0.</param>
    /// <param name="rate">The smooth curve: each group's event rate.</param>
    public CurveNoise(double[] events, double[] weight, double[] rate)
    {
        (_events, _others, _rate) = (events, Others(events, weight), rate);
        _best = StepCurve.Of(_events, _others).Farthest;
        var fit = new IsotonicFit();
        for (var g = 0; g < events.Length; g++) fit.Add(_events[g], _others[g]);
        _blocks = fit.Blocks;
    }

    /// <summary>Of a resample, or of the rows themselves, to which the smooth curve is as it is. Null with one class.</summary>
    /// <param name="events">Weight of the events in each group.</param>
    /// <param name="weight">Weight of all rows of each group.</param>
    public NoisyFigures? Under(double[] events, double[] weight)
    {
        var others = Others(events, weight);
        var resample = StepCurve.Of(events, others);
        return resample.HasBothClasses
            ? new(ByOwnThresholds(resample), Noisy(events, others).Figures)
            : null;
    }

    private CurveFigures ByOwnThresholds(StepCurve resample)
        => new(resample.DistanceAt(_best), HMeasure.Of(Blocks(resample), [.. _blocks.Select(b => b.EventRate)]));

    /// <summary>The smooth curve with what a resample has more or less than the rows.</summary>
    private StepCurve Noisy(double[] events, double[] others) => StepCurve.Of(
        [.. events.Select((e, g) => (_events[g] + _others[g]) * _rate[g] + e - _events[g])],
        [.. others.Select((o, g) => (_events[g] + _others[g]) * (1 - _rate[g]) + o - _others[g])]);

    /// <summary>The rows' own blocks as a resample fills them.</summary>
    private IsotonicBlock[] Blocks(StepCurve resample)
    {
        var blocks = new IsotonicBlock[_blocks.Count];
        for (int b = 0, first = 0; b < blocks.Length; first += _blocks[b].Steps, b++)
            blocks[b] = resample.Between(first, first + _blocks[b].Steps);
        return blocks;
    }

    private static double[] Others(double[] events, double[] weight) => [.. weight.Zip(events, (w, e) => w - e)];
}
