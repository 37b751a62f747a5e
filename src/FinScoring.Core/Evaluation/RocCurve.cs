namespace FinScoring.Core.Evaluation;

/// <summary>The ROC curve, walked from the lowest probability up.</summary>
/// <param name="events">Weight of all events.</param>
/// <param name="others">Weight of all other rows.</param>
internal struct RocCurve(double events, double others)
{
    private double _eventsBelow;
    private double _othersBelow;
    private double _concordant;
    private double _distance;

    private readonly bool IsDefined => events > 0 && others > 0;

    /// <summary>Share of the pairs of an event and another row in which the event ranks higher; ties count one half.</summary>
    public readonly double? Area => IsDefined ? _concordant / (events * others) : null;

    /// <summary>The largest distance between the two classes' shares below a probability.</summary>
    public readonly double? Distance => IsDefined ? _distance / (events * others) : null;

    /// <summary>The rows of the next higher probability, by weight.</summary>
    public void Add(double tiedEvents, double tiedOthers)
    {
        _concordant += tiedEvents * (_othersBelow + tiedOthers / 2);
        _eventsBelow += tiedEvents;
        _othersBelow += tiedOthers;
        // Over the common denominator: a division per row would be a third of the time.
        _distance = Math.Max(_distance, Math.Abs(_eventsBelow * others - _othersBelow * events));
    }
}
