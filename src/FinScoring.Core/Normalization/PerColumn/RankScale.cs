using FinScoring.Core.Data;

namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>
/// The empirical distribution function for ML.NET's binning: fitted on values at evenly spaced places of a column, it gives
/// every number its place. Equal values share the middle of their places; between two values the place goes straight on.
/// </summary>
internal static class RankScale
{
    /// <summary>How many places are told apart.</summary>
    public const int Places = 256;

    /// <param name="sorted">The values, ascending, at least one.</param>
    /// <returns>The value at each place, ascending.</returns>
    public static float[] Values(float[] sorted)
    {
        var (values, middles) = Middles(sorted);
        var knots = new float[Places];
        for (int place = 0, i = 0; place < Places; place++)
        {
            var rank = (place + 0.5) / Places * sorted.Length;
            while (i + 2 < values.Count && middles[i + 1] < rank) i++;
            knots[place] = values.Count == 1 ? values[0] : DatasetView.Single(Between(rank));

            double Between(double rank)
            {
                var share = Math.Clamp((rank - middles[i]) / (middles[i + 1] - middles[i]), 0, 1);
                return values[i] + share * ((double)values[i + 1] - values[i]);
            }
        }

        return knots;
    }

    private static (List<float> Values, List<double> Middles) Middles(float[] sorted)
    {
        var (values, middles) = (new List<float>(), new List<double>());
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];) to++;
            values.Add(sorted[from]);
            middles.Add((from + to) / 2.0);
        }

        return (values, middles);
    }
}
