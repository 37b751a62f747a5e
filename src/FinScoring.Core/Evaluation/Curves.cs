namespace FinScoring.Core.Evaluation;

/// <summary>
/// Curves as points to draw, and the gain table. Rows count with their weight. ROC and precision-recall are thinned to at most
/// 100 points: those that the line between their neighbours would miss most, and always both ends.
/// </summary>
public sealed record Curves
{
    /// <summary>From the highest threshold down. All corners of the convex hull are kept, up to 100. Empty with one class.</summary>
    public IReadOnlyList<RocPoint> Roc { get; init; } = [];

    /// <summary>From the highest threshold down, after recall 0 and precision 1, by convention. Empty with one class.</summary>
    public IReadOnlyList<PrecisionRecallPoint> PrecisionRecall { get; init; } = [];

    /// <summary>The reliability curve: the bins of calibrationError, those without rows left out.</summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; init; } = [];

    /// <summary>Lift and gain by tenths of the rows, decile 1 being that of the highest probabilities. Empty without events.</summary>
    public IReadOnlyList<Decile> Deciles { get; init; } = [];

    /// <summary>Events and others by probability, from the lowest up. Null in evaluations stored before there were any.</summary>
    public IReadOnlyList<ScoreCell>? Distribution { get; init; }

    internal static Curves Of(IReadOnlyList<ScoreStep> steps, IReadOnlyList<IsotonicBlock> hull, ResampledIntervals intervals)
    {
        double events = steps.Sum(s => s.Events), others = steps.Sum(s => s.Others);
        return new()
        {
            Roc = events > 0 && others > 0 ? RocPoint.Curve(steps, hull, events, others) : [],
            PrecisionRecall = events > 0 && others > 0 ? PrecisionRecallPoint.Curve(steps, events) : [],
            Calibration = [.. CalibrationBins.Of(steps).Select(CalibrationBin.Of)],
            Deciles = intervals.Deciles(DecileTable.Of(steps)),
            Distribution = ScoreCell.Of(steps),
        };
    }
}
