namespace FinScoring.Core.Selection;

/// <summary>The bins of a column and their event rates, as some training rows have them.</summary>
internal sealed class LearnedRates
{
    /// <summary>A number of so few values may be a code: each has a bin of its own.</summary>
    private const int FewValues = 20;

    private readonly RankedColumn _column;
    private readonly int[] _binOfRank;
    private readonly double[] _rate;
    private readonly int[] _step;
    private readonly int _steps;
    private readonly bool _rising;

    /// <param name="column">The column.</param>
    /// <param name="label">The event, by row.</param>
    /// <param name="rows">The training rows: some with and some without the event.</param>
    public LearnedRates(RankedColumn column, bool[] label, int[] rows)
    {
        _column = column;
        var (events, count) = Count(label, rows);
        All = events.Sum() / rows.Length;
        _rising = Rising(events, count);
        _binOfRank = column.Numeric ? Cut(count) : [.. Enumerable.Range(0, column.Distinct)];
        _rate = Rates(events, count);
        double[] steps = [.. _rate.Distinct().Order()];
        _steps = steps.Length;
        _step = Array.ConvertAll(_rate, rate => Array.BinarySearch(steps, rate));
    }

    /// <summary>The event rate of all training rows.</summary>
    public double All { get; }

    /// <summary>The event rate of each bin; the last one is that of the missing.</summary>
    public IReadOnlyList<double> Rate => _rate;

    public int Bin(int row) => _column.Rank[row] is var rank and >= 0 ? _binOfRank[rank] : _rate.Length - 1;

    /// <summary>Orders rows by the event rate of their bin; within a bin, numbers go up or down as in all training rows.</summary>
    public long Place(int row)
    {
        var rank = _column.Numeric ? _column.Rank[row] : -1;
        var within = rank < 0 ? 0 : _rising ? rank : _column.Distinct - 1 - rank;
        return (long)_step[Bin(row)] * _column.Distinct + within;
    }

    /// <summary>The same as a share of the places there are.</summary>
    public double Share(int row) => (Place(row) + 0.5) / ((double)_steps * _column.Distinct);

    /// <summary>By rank, the missing last.</summary>
    private (double[] Events, int[] Count) Count(bool[] label, int[] rows)
    {
        var (events, count) = (new double[_column.Distinct + 1], new int[_column.Distinct + 1]);
        foreach (var row in rows)
        {
            var at = _column.Rank[row] is var rank and >= 0 ? rank : _column.Distinct;
            count[at]++;
            if (label[row]) events[at]++;
        }

        return (events, count);
    }

    /// <summary>Whether events have the higher ranks on average.</summary>
    private bool Rising(double[] events, int[] count)
    {
        double allEvents = 0, ofEvents = 0, all = 0, ofAll = 0;
        for (var rank = 0; rank < _column.Distinct; rank++)
        {
            (allEvents, ofEvents) = (allEvents + events[rank], ofEvents + events[rank] * rank);
            (all, ofAll) = (all + count[rank], ofAll + (double)count[rank] * rank);
        }

        return ofEvents * all >= ofAll * allEvents;
    }

    /// <summary>The bin of each rank; a number beyond all that training rows hold belongs to the highest.</summary>
    private int[] Cut(int[] count)
    {
        int[] seen = [.. Enumerable.Range(0, _column.Distinct).Where(rank => count[rank] > 0)];
        var bounds = seen.Length <= FewValues ? seen : QuantileBounds.Of([.. seen.SelectMany(rank => Enumerable.Repeat(rank, count[rank]))]);
        var bins = new int[_column.Distinct];
        for (int rank = 0, bin = 0; rank < bins.Length; rank++)
        {
            bins[rank] = bin;
            if (bin < bounds.Length - 1 && rank == bounds[bin]) bin++;
        }

        return bins;
    }

    /// <summary>
    /// A row of the average event rate is added to each bin (the m-estimate of Cestnik 1990): the rate of a small one is near the
    /// average, and one that training rows never fill has it.
    /// </summary>
    private double[] Rates(double[] events, int[] count)
    {
        var bins = _binOfRank.DefaultIfEmpty(-1).Max() + 2;
        double[] inBin = new double[bins], of = new double[bins];
        for (var rank = 0; rank < count.Length; rank++)
        {
            var bin = rank < _binOfRank.Length ? _binOfRank[rank] : bins - 1;
            inBin[bin] += count[rank];
            of[bin] += events[rank];
        }

        return [.. of.Zip(inBin, (e, n) => (e + All) / (n + 1))];
    }
}
