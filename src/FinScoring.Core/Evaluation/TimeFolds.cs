namespace FinScoring.Core.Evaluation;

/// <summary>
/// Folds of rows that have an order. Test windows are runs of whole dates, so that a panel is never cut inside a date.
/// Purge and embargo follow Lopez de Prado, Advances in Financial Machine Learning (2018), chapter 7.
/// </summary>
internal sealed class TimeFolds
{
    /// <summary>Share of the dates that forward folds only learn from.</summary>
    private const double FirstTraining = 0.3;

    /// <summary>Embargo as a share of the dates.</summary>
    private const double EmbargoShare = 0.01;

    private readonly long[] _time;
    private readonly long[] _end;
    private readonly int[] _rows;
    private readonly long[] _dates;

    private TimeFolds(long[] time, long[]? labelEnd, int[] rows)
    {
        (_time, _end, _rows) = (time, labelEnd ?? time, rows);
        _dates = [.. rows.Select(r => time[r]).Distinct().Order()];
    }

    /// <summary>
    /// Expanding window: the first 30 % of the dates only train, the rest is cut into equal blocks, each tested by a model of
    /// the rows before it. Training rows whose label interval reaches into the block are purged.
    /// </summary>
    public static IReadOnlyList<Fold> Forward(long[] time, long[]? labelEnd, int[] rows, int folds)
    {
        var line = new TimeFolds(time, labelEnd, rows);
        return line.Blocks((int)Math.Ceiling(FirstTraining * line._dates.Length), folds, both: false);
    }

    /// <summary>The same over the later half of the dates.</summary>
    public static IReadOnlyList<Fold> Later(long[] time, long[]? labelEnd, int[] rows, int folds)
    {
        var line = new TimeFolds(time, labelEnd, rows);
        return line.Blocks(line._dates.Length / 2, folds, both: false);
    }

    /// <summary>
    /// Contiguous blocks, each tested by a model of the rows before and after it. Purged on both sides: no training label
    /// interval overlaps the test window, from its first date to its last label end. After the window an embargo, as long as
    /// the horizon or 1 % of the dates, whichever is longer.
    /// </summary>
    public static IReadOnlyList<Fold> Purged(long[] time, long[]? labelEnd, int[] rows, int folds)
        => new TimeFolds(time, labelEnd, rows).Blocks(0, folds, both: true);

    private Fold[] Blocks(int first, int folds, bool both)
    {
        var dates = _dates.Length - first;
        folds = Math.Min(folds, dates);
        return [.. Enumerable.Range(0, folds).Select(b => Block(
            _dates[first + (int)((long)b * dates / folds)], _dates[first + (int)((long)(b + 1) * dates / folds) - 1], both))];
    }

    private Fold Block(long firstDate, long lastDate, bool both)
    {
        int[] test = [.. _rows.Where(r => _time[r] >= firstDate && _time[r] <= lastDate)];
        var lastEnd = test.Max(r => _end[r]);
        var horizon = DatesUpTo(lastEnd) - DatesUpTo(lastDate);
        var firstAfter = DatesUpTo(lastEnd) + Math.Max(horizon, (int)(EmbargoShare * _dates.Length));
        var resume = both && firstAfter < _dates.Length ? _dates[firstAfter] : long.MaxValue;
        return new([.. _rows.Where(r => _end[r] < firstDate || _time[r] >= resume)], test);
    }

    private int DatesUpTo(long time)
    {
        var at = Array.BinarySearch(_dates, time);
        return at >= 0 ? at + 1 : ~at;
    }
}
