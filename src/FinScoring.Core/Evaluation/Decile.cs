namespace FinScoring.Core.Evaluation;

/// <summary>
/// A tenth of the rows by probability. Each decile holds exactly a tenth of the weight: rows of equal probability that reach
/// over a border are divided in proportion, their events too, so that no order of equal rows decides and counts may be broken.
/// </summary>
/// <param name="Number">1 (highest probabilities) to 10.</param>
/// <param name="Rows">By weight.</param>
/// <param name="Events">By weight.</param>
/// <param name="EventRate">Events by rows.</param>
/// <param name="MeanProbability">By weight.</param>
/// <param name="Gain">Share of all events in this decile and those before it (cumulative capture rate).</param>
/// <param name="Lift">Event rate by that of all rows.</param>
/// <param name="CumulativeLift">The same of this decile and those before it together.</param>
public sealed record Decile(
    int Number, double Rows, double Events, double EventRate, double MeanProbability, double Gain, double Lift, double CumulativeLift)
{
    /// <summary>95 % interval of <see cref="Gain"/>; that of the cumulative lift is 10 / number times as high. Null where too little is independent.</summary>
    public Interval? GainInterval { get; init; }

    /// <summary>95 % interval of <see cref="Lift"/>.</summary>
    public Interval? LiftInterval { get; init; }
}
