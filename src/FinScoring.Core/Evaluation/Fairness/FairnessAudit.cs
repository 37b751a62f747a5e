using FinScoring.Core.Data;
using FinScoring.Core.Domains;

namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>Approval and error rates by the groups of the protected columns.</summary>
internal static class FairnessAudit
{
    /// <param name="rows">Rows that no part of the model has seen, with their protected columns.</param>
    /// <param name="outcomes">What is good for whom they are about; where nothing is, there is no audit.</param>
    /// <param name="grouping">How the values of a protected column make groups.</param>
    /// <param name="seed">For the resamples.</param>
    /// <param name="cancel">Stops between two resamples.</param>
    /// <returns>One for each protected column.</returns>
    public static IReadOnlyList<FairnessReport> Of(
        ScoredRows rows, IReadOnlyList<FavourableOutcome> outcomes, Func<TableColumn, ProtectedGroups> grouping, int seed, CancellationToken cancel)
    {
        if (rows.Protected.Count == 0 || outcomes.Count == 0) return [];
        var ranked = new RankedScores(rows.Probability, rows.Label, rows.Weight);
        AuditedColumn[] columns = [.. rows.Protected.Select(column => new AuditedColumn(column, grouping(column), rows, ranked.Order, outcomes))];
        var oneByOne = new ParallelOptions { MaxDegreeOfParallelism = 1, CancellationToken = cancel };
        GroupMeasure[][][] resamples = Bootstrap.Measure(rows, ranked, seed, oneByOne, weight => Array.ConvertAll(columns, c => c.Measure(weight)));
        var thresholds = ThresholdGrid.Of(rows.Probability.Min(), rows.Probability.Max());
        return [.. columns.Select((column, i) => column.Report(ranked.Weight, thresholds, [.. resamples.Select(r => r[i])]))];
    }

    /// <summary>What to know before reading the rates.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<FairnessReport> reports) => reports
        .Select(report => (report.Column, Small: string.Join(", ", report.Groups.Where(g => g.Small).Select(g => g.Group))))
        .Where(r => r.Small.Length > 0)
        .Select(r => $"Protected column {r.Column}: some groups have fewer than 100 rows, or fewer than 20 with or without the event, so that their rates say "
            + $"little: {r.Small}.");
}
