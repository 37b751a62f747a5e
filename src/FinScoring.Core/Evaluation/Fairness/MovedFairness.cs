namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>
/// An audit as it would be had every log-odds been moved by a rising line: rates at any threshold follow from its counts, whose
/// thresholds move along. Rates at the default policy, with their intervals, would have to be measured again: they are left out.
/// </summary>
internal static class MovedFairness
{
    /// <param name="report">The audit.</param>
    /// <param name="slope">Of the line, above 0.</param>
    /// <param name="offset">Of the line.</param>
    /// <param name="odds">What the odds of the event are multiplied by among the rows; 1: they count as they did.</param>
    public static FairnessReport Of(FairnessReport report, double slope, double offset, double odds)
    {
        var line = new LogisticLine(offset, slope);
        return report with
        {
            // The last one lies above every row.
            Thresholds = [.. report.Thresholds.Select((t, i) => i == report.Thresholds.Count - 1 ? t : DrawnRows.Moved(t, line))],
            Groups = [.. report.Groups.Select(group => group with
            {
                EventRate = odds == 1 ? group.EventRate : null,
                MeanProbability = null,
                CalibrationDifference = null,
                Outcomes = [],
                EventsBelow = [.. group.EventsBelow.Select(count => odds * count)],
            })],
        };
    }
}
