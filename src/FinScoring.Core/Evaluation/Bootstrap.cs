namespace FinScoring.Core.Evaluation;

/// <summary>Resamples whatever is independent (Efron 1979): see <see cref="ResamplingUnits"/>.</summary>
internal static class Bootstrap
{
    private const int Most = 1000;
    private const int Fewest = 200;

    /// <summary>Row visits beyond which there are fewer resamples.</summary>
    private const int Visits = 20_000_000;

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
        var units = ResamplingUnits.Of(rows);
        if (!units.AreEnough) return [];
        int[] unitAt = Array.ConvertAll(ranked.Order, i => units.UnitOf[i]);
        bool[] label = Array.ConvertAll(ranked.Order, i => rows.Label[i]);
        var random = new Random(seed);
        var measured = new T[resamples ?? Math.Clamp(Visits / unitAt.Length, Fewest, Most)];
        var next = 0;
        Parallel.For(0, Math.Max(1, parallel.MaxDegreeOfParallelism), parallel, Work);
        return measured;

        void Work(int thread)
        {
            var (counts, weight) = (new int[units.Count], new double[unitAt.Length]);
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
                units.Draw(counts, random);
                return next++;
            }
        }
    }
}
