namespace FinScoring.Core.Normalization.Binning;

/// <summary>Neighbouring cells put together into bins.</summary>
/// <param name="Ends">Where each bin ends: the number of its last cell plus 1.</param>
/// <param name="Value">The bins' IV less their price.</param>
internal sealed record Partition(IReadOnlyList<int> Ends, double Value);

/// <summary>
/// Of all ways to put neighbouring cells together within the limits, the one of the highest IV less the price of its bins, by
/// dynamic programming over (number of bins, last bin): exact, in bins * cells^3 steps. Of equals the one with fewer bins.
/// Where no way keeps to the limits, all cells are one bin.
/// </summary>
internal sealed class OptimalPartition
{
    /// <summary>A difference of two ways that is rounding.</summary>
    private const double Tie = 1e-12;

    /// <summary>The difference in BIC that counts as very strong evidence (Kass and Raftery 1995).</summary>
    private const double VeryStrong = 10;

    private readonly Tally[] _before;
    private readonly Evidence _evidence;
    private readonly BinLimits _limits;
    private readonly IReadOnlyList<double> _prices;

    private OptimalPartition(IReadOnlyList<Tally> cells, Evidence evidence, BinLimits limits, IReadOnlyList<double> prices)
    {
        (_evidence, _limits, _prices) = (evidence, limits, prices);
        _before = new Tally[cells.Count + 1];
        for (var cell = 0; cell < cells.Count; cell++) _before[cell + 1] = _before[cell] + cells[cell];
    }

    private int Cells => _before.Length - 1;

    /// <summary>Cells in a given order.</summary>
    public static Partition OfNumbers(IReadOnlyList<Tally> cells, Evidence evidence, BinLimits limits, Trend trend)
    {
        var problem = new OptimalPartition(cells, evidence, limits, BinPrices.OfCuts(cells.Count, limits.MostBins, limits.Unit));
        if (trend != Trend.Automatic) return problem.Solve(trend);
        Partition rising = problem.Solve(Trend.Rising), falling = problem.Solve(Trend.Falling), free = problem.Solve(Trend.Free);
        var monotone = falling.Value > rising.Value + Tie ? falling : rising;
        return free.Value > monotone.Value + VeryStrong * evidence.Unit ? free : monotone;
    }

    /// <summary>Levels in the order of their event rate.</summary>
    public static Partition OfLevels(IReadOnlyList<Tally> levels, Evidence evidence, BinLimits limits)
        => new OptimalPartition(levels, evidence, limits, BinPrices.OfGroupings(levels.Count, limits.MostBins, limits.Unit)).Solve(Trend.Free);

    private Partition Solve(Trend trend)
    {
        var most = Math.Min(_limits.MostBins, Cells);
        // best[k][i, j] is the value of the best k + 1 bins of cells 0 to j - 1 whose last begins at i; from says where the one before begins.
        var (best, from) = (new double[most][,], new int[most][,]);
        var found = new Partition([Cells], _evidence.Value(_before[Cells]));
        for (var k = 0; k < most; k++)
        {
            (best[k], from[k]) = Extend(k == 0 ? null : best[k - 1], trend);
            for (var i = k; k > 0 && i < Cells; i++)
            {
                var value = best[k][i, Cells] - _prices[k];
                if (value > found.Value + Tie) found = new(Ends(from, k, i), value);
            }
        }

        return found;
    }

    /// <summary>Puts one more bin behind each way so far.</summary>
    private (double[,] Best, int[,] From) Extend(double[,]? shorter, Trend trend)
    {
        var (best, from) = (new double[Cells, Cells + 1], new int[Cells, Cells + 1]);
        for (var i = 0; i < Cells; i++)
        {
            for (var j = i + 1; j <= Cells; j++)
            {
                var bin = _before[j] - _before[i];
                var (value, at) = !_limits.Allow(bin) ? (double.NegativeInfinity, 0)
                    : shorter is null ? (i == 0 ? 0 : double.NegativeInfinity, 0)
                    : Before(shorter, i, bin, trend);
                (best[i, j], from[i, j]) = (value + _evidence.Value(bin), at);
            }
        }

        return (best, from);
    }

    /// <summary>The best way that ends before cell i, in a bin that this one may follow.</summary>
    private (double Value, int From) Before(double[,] shorter, int i, Tally bin, Trend trend)
    {
        var (value, from) = (double.NegativeInfinity, 0);
        for (var h = 0; h < i; h++)
        {
            if (shorter[h, i] > value && MayFollow(_before[i] - _before[h], bin, trend)) (value, from) = (shorter[h, i], h);
        }

        return (value, from);
    }

    /// <summary>
    /// Compares event rates without dividing, so that counts that are equal compare as equal. With the added rows, for the weights
    /// of evidence must not turn either, and a small bin's is nearer to 0 than its rate says.
    /// </summary>
    private bool MayFollow(Tally bin, Tally next, Trend trend)
    {
        var (first, second) = (Rate(bin, next), Rate(next, bin));
        return trend switch
        {
            Trend.Rising => first <= second,
            Trend.Falling => first >= second,
            _ => true,
        };

        double Rate(Tally of, Tally other)
            => (of.Events + Evidence.AddedRows * _evidence.All.Rate) * (other.Count + Evidence.AddedRows);
    }

    private int[] Ends(int[][,] from, int k, int i)
    {
        var ends = new int[k + 1];
        ends[k] = Cells;
        for (; k > 0; k--) (ends[k - 1], i) = (i, from[k][i, ends[k]]);
        return ends;
    }
}
