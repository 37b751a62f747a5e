namespace FinScoring.Core.Evaluation;

/// <summary>How well expectedReturn forecasts, out of fold, against the mean return of each training window.</summary>
public sealed record ReturnReport(double Rmse, double RmseOfMean)
{
    /// <summary>
    /// By which share expectedReturn lowers the mean squared error of the mean return (out-of-sample R²; Campbell and Thompson 2008);
    /// below 0 it raises it. Null in evaluations stored before it was measured.
    /// </summary>
    public double? Explained { get; init; }

    /// <summary>Its 95 % interval, from the same resamples as the metrics'; null without.</summary>
    public Interval? ExplainedInterval { get; init; }

    /// <summary>
    /// Rows with the event and others by expectedReturn, a hundredth of the rows in each cell or more: what a policy makes of them.
    /// Null in evaluations stored before there were any.
    /// </summary>
    public IReadOnlyList<ScoreCell>? Distribution { get; init; }
}
