using FinScoring.Core.Data;

namespace FinScoring.Core.Selection;

/// <summary>
/// Groups numbers that move together around kept columns (leader clustering, Hartigan 1975, chapter 3): in the order of what they say
/// about the event, a kept column joins the first leader it is correlated with, or leads itself.
/// </summary>
internal static class CorrelationClusters
{
    /// <summary>Spearman's |r| from which a column belongs to a leader: half of its variance, by rank, is the leader's.</summary>
    public const double Limit = 0.7;

    // The correlation of so many rows is known to a hundredth.
    private const int MostRows = 10_000;

    /// <summary>The report with the name of each column's leader; none for a column that went and follows no leader.</summary>
    public static IReadOnlyList<FeatureReport> Name(IReadOnlyList<TableColumn> inputs, int rows, IReadOnlyList<FeatureReport> report)
    {
        var some = Thinned.Drawn(MostRows, [.. Enumerable.Range(0, rows)]);
        var leaders = new CorrelationFilter(some.Length, Limit);
        var leader = new Dictionary<string, string>();
        foreach (var input in Enumerable.Range(0, inputs.Count).OrderByDescending(i => report[i].Kept).ThenByDescending(i => report[i].MutualInformation))
        {
            if (Find(input) is { } found) leader[report[input].Name] = found;
        }

        return [.. report.Select(line => line with { Cluster = leader.GetValueOrDefault(line.Name) })];

        string? Find(int input)
        {
            var line = report[input];
            // What repeats a kept column goes where that one goes.
            if (line.CorrelatedWith is { } repeated && leader.TryGetValue(repeated, out var its)) return its;
            var self = line.Kept ? line.Name : null;
            if (inputs[input] is not NumericColumn) return self;
            var ranks = RankedColumn.Of(inputs[input].Take(some)).MeanRanks();
            var other = line.Kept ? leaders.Repeats(input, ranks) : leaders.Find(ranks);
            return other is { } found ? report[found.Column].Name : self;
        }
    }
}
