using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>What a column alone, on each scale, says about the event: log-odds by cell, learned from some of the rows.</summary>
internal sealed class ScaleForecasts
{
    /// <summary>That of the models themselves.</summary>
    private const double Penalty = 1;

    private readonly CellRegression _standardized, _rank, _curve;

    /// <param name="cells">The column.</param>
    /// <param name="all">All training rows by cell: scales that know no label are learned from all.</param>
    /// <param name="apart">Whether the column may take steps of its own in the chain.</param>
    public ScaleForecasts(ColumnCells cells, Tally[] all, bool apart)
    {
        Scales = [.. Enum.GetValues<ColumnScale>().Where(s => s switch
        {
            ColumnScale.Levels => apart && NumericLevels.Of(cells).Count > 1,
            ColumnScale.WeightOfEvidence => apart,
            _ => true,
        })];
        double[] rank = [.. cells.Rank.Select(r => (r - cells.Rank[0]) / (cells.Rank[^1] - cells.Rank[0]))];
        _standardized = new(Standardized(cells.Mean, all), Penalty);
        _rank = new(Standardized(rank, all), Penalty);
        _curve = new(Array.ConvertAll(rank, CurveScale.Of), Penalty);
    }

    /// <summary>The scales the column can have, simplest first.</summary>
    public IReadOnlyList<ColumnScale> Scales { get; }

    /// <param name="scale">One of <see cref="Scales"/>.</param>
    /// <param name="rows">The rows to learn from, by cell, with both classes.</param>
    public double[] LogOdds(ColumnScale scale, Tally[] rows) => scale switch
    {
        ColumnScale.Levels => Smoothed(rows, [.. Enumerable.Range(1, rows.Length)]),
        ColumnScale.WeightOfEvidence => Smoothed(rows, null),
        ColumnScale.Curve => _curve.LogOdds(rows),
        ColumnScale.Rank => _rank.LogOdds(rows),
        _ => _standardized.LogOdds(rows),
    };

    /// <summary>The smoothed event rate of the bin each cell is in; bins are learned where no ends are given.</summary>
    private static double[] Smoothed(Tally[] rows, IReadOnlyList<int>? ends)
    {
        var evidence = new Evidence(rows.Aggregate((sum, tally) => sum + tally));
        ends ??= OptimalPartition.OfNumbers(rows, evidence, BinLimits.Of(evidence), Trend.Automatic).Ends;
        var logOdds = new double[rows.Length];
        var start = 0;
        foreach (var end in ends)
        {
            var bin = rows[start..end].Aggregate((sum, tally) => sum + tally);
            Array.Fill(logOdds, Math.Log(evidence.All.Events / evidence.All.Others) + evidence.Weight(bin), start, end - start);
            start = end;
        }

        return logOdds;
    }

    private static double[][] Standardized(double[] values, Tally[] rows)
    {
        var count = rows.Sum(t => t.Count);
        var mean = values.Zip(rows, (v, t) => v * t.Count).Sum() / count;
        var deviation = Math.Sqrt(values.Zip(rows, (v, t) => (v - mean) * (v - mean) * t.Count).Sum() / count);
        return Array.ConvertAll(values, v => new[] { deviation > 0 ? (v - mean) / deviation : 0 });
    }
}
