namespace FinScoring.Core.Evaluation;

/// <summary>
/// Resamples whatever is independent (Efron 1979): rows, groups, or circular blocks of dates (Politis and Romano 1992) as long as
/// the horizon or the cube root of the number of dates, whichever is longer.
/// </summary>
internal static class Bootstrap
{
    private const int Most = 1000;
    private const int Fewest = 200;

    /// <summary>Row visits beyond which there are fewer resamples.</summary>
    private const int Visits = 20_000_000;

    /// <summary>Below this many independent rows, groups or blocks an interval would say nothing.</summary>
    private const int FewestUnits = 5;

    /// <summary>Measures each resample; none where too little is independent.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="ranked">The same by rank.</param>
    /// <param name="seed">For the draws, which do not depend on the threads.</param>
    /// <param name="parallel">How many measure side by side, and what stops them between two resamples.</param>
    /// <param name="measure">Given a resample's weights by rank, in an array that is used again.</param>
    /// <param name="resamples">How many; null: as many as their number of rows allows.</param>
    public static T[] Measure<T>(
        ScoredRows rows, RankedScores ranked, int seed, ParallelOptions parallel, Func<double[], T> measure, int? resamples = null)
    {
        var (unitOf, units, block) = Units(rows);
        if (units < FewestUnits * block) return [];
        int[] unitAt = Array.ConvertAll(ranked.Order, i => unitOf[i]);
        bool[] label = Array.ConvertAll(ranked.Order, i => rows.Label[i]);
        var random = new Random(seed);
        var measured = new T[resamples ?? Math.Clamp(Visits / unitAt.Length, Fewest, Most)];
        var next = 0;
        Parallel.For(0, Math.Max(1, parallel.MaxDegreeOfParallelism), parallel, Work);
        return measured;

        void Work(int thread)
        {
            var (counts, weight) = (new int[units], new double[unitAt.Length]);
            while (Draw(counts) is { } resample)
            {
                parallel.CancellationToken.ThrowIfCancellationRequested();
                for (var i = 0; i < weight.Length; i++) weight[i] = ranked.Weight[i] * counts[unitAt[i]];
                if (rows.PopulationRate is { } rate) PopulationWeights.Restore(weight, label, rate);
                measured[resample] = measure(weight);
            }
        }

        // One after the other, so that a resample is the same whoever draws it.
        int? Draw(int[] counts)
        {
            lock (random)
            {
                if (next == measured.Length) return null;
                Bootstrap.Draw(counts, block, random);
                return next++;
            }
        }
    }

    /// <summary>The unit of each row, how many there are, and how many neighbours are drawn together.</summary>
    private static (int[] UnitOf, int Units, int Block) Units(ScoredRows rows)
    {
        if (rows.Time is { } time)
        {
            var (dateOf, dates) = Codes(time);
            return (dateOf, dates, Math.Max((int)Math.Ceiling(Math.Cbrt(dates)), Horizon(time, rows.LabelEnd)));
        }

        if (rows.Group is { } group)
        {
            var (groupOf, groups) = Codes(group);
            return (groupOf, groups, 1);
        }

        return ([.. Enumerable.Range(0, rows.Label.Length)], rows.Label.Length, 1);
    }

    /// <summary>Each value's position among the distinct values in order.</summary>
    private static (int[] Code, int Count) Codes<T>(T[] values)
    {
        T[] distinct = [.. values.Distinct().Order()];
        return (Array.ConvertAll(values, v => Array.BinarySearch(distinct, v)), distinct.Length);
    }

    /// <summary>The median number of dates a label looks ahead; the last rows' labels end beyond the dates there are.</summary>
    private static int Horizon(long[] time, long[]? labelEnd)
    {
        if (labelEnd is null) return 0;
        long[] dates = [.. time.Distinct().Order()];
        int[] ahead = [.. time.Zip(labelEnd, (t, end) => UpTo(end) - UpTo(t)).Order()];
        return ahead[ahead.Length / 2];

        int UpTo(long date) => Array.BinarySearch(dates, date) is var at && at >= 0 ? at + 1 : ~at;
    }

    /// <summary>How often each unit is drawn; as many units as there are.</summary>
    private static void Draw(int[] counts, int block, Random random)
    {
        Array.Clear(counts);
        for (var left = counts.Length; left > 0; left -= block)
        {
            var unit = random.Next(counts.Length);
            for (var length = Math.Min(block, left); length > 0; length--)
            {
                counts[unit]++;
                if (++unit == counts.Length) unit = 0;
            }
        }
    }
}
