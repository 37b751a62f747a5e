namespace FinScoring.Core.Evaluation;

/// <summary>The ROC curve, walked from the lowest probability up, and the precision-recall curve, which has the same steps.</summary>
/// <param name="events">Weight of all events.</param>
/// <param name="others">Weight of all other rows.</param>
internal struct RocCurve(double events, double others)
{
    private double _eventsBelow;
    private double _othersBelow;
    private double _concordant;
    private double _distance;
    private double _precision;

    private readonly bool IsDefined => events > 0 && others > 0;

    /// <summary>Share of the pairs of an event and another row in which the event ranks higher; ties count one half.</summary>
    public readonly double? Area => IsDefined ? _concordant / (events * others) : null;

    /// <summary><see cref="Area"/> among the rows added so far.</summary>
    public readonly double? AreaSoFar => _eventsBelow > 0 && _othersBelow > 0 ? _concordant / (_eventsBelow * _othersBelow) : null;

    /// <summary>The largest distance between the two classes' shares below a probability.</summary>
    public readonly double? Distance => IsDefined ? _distance / (events * others) : null;

    /// <summary>The events' mean precision: each has that of the rows with its probability or a higher one.</summary>
    public readonly double? AveragePrecision => IsDefined ? _precision / events : null;

    /// <summary>The steps of the next higher probabilities.</summary>
    public void Add(WeightedSteps steps)
    {
        // A copy stays in registers.
        var curve = this;
        for (var i = 0; i < steps.Length; i++) curve.Add(steps.Events[i], steps.Others[i]);
        this = curve;
    }

    /// <summary>The rows of the next higher probability, by weight.</summary>
    public void Add(double tiedEvents, double tiedOthers)
    {
        _precision += tiedEvents * Precision(tiedEvents, tiedOthers);
        _concordant += tiedEvents * (_othersBelow + tiedOthers / 2);
        _eventsBelow += tiedEvents;
        _othersBelow += tiedOthers;
        // Over the common denominator: a division per row would be a third of the time.
        _distance = Math.Max(_distance, Math.Abs(_eventsBelow * others - _othersBelow * events));
    }

    /// <summary>0 where no row is left. Without a branch: which rows are events cannot be foretold, and a wrong guess costs more.</summary>
    private readonly double Precision(double tiedEvents, double tiedOthers)
    {
        // The rows themselves are not below: rounding must not lose them at the top, where little else is left.
        var above = double.MaxNative(events - _eventsBelow, tiedEvents);
        return above / (above + double.MaxNative(others - _othersBelow, tiedOthers) + double.Epsilon);
    }
}
