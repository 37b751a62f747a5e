namespace FinScoring.Core.Evaluation;

/// <summary>
/// The H-measure (Hand 2009) with the severities of Hand and Anagnostopoulos (2014): a false alarm costs c and a missed event
/// 1 - c, c being distributed as Beta(1 + event rate, 1 + share of others). The best threshold for c acts on those blocks of the
/// convex hull whose event rate exceeds c, so the expected loss is a sum over blocks.
/// </summary>
internal static class HMeasure
{
    /// <summary>1 - expected loss / that of treating all rows alike: 0 where nothing is told apart, 1 where everything is.</summary>
    /// <param name="hull">The blocks, which together hold both classes.</param>
    public static double Of(IReadOnlyList<IsotonicBlock> hull) => Of(hull, [.. hull.Select(b => b.EventRate)]);

    /// <summary>The same of blocks that are acted on as if they had other event rates than they have.</summary>
    /// <param name="blocks">The blocks, which together hold both classes.</param>
    /// <param name="rates">For each of them.</param>
    public static double Of(IReadOnlyList<IsotonicBlock> blocks, IReadOnlyList<double> rates)
    {
        var all = blocks.Aggregate((sum, next) => sum.And(next));
        var severity = new Severity(all.EventRate);
        return 1 - blocks.Zip(rates, severity.Loss).Sum() / severity.Loss(all, all.EventRate);
    }

    /// <summary>
    /// The distribution of c. Over a common factor, which the ratio of losses does not need:
    /// the integrals of c and 1 - c under it are incomplete beta functions.
    /// </summary>
    private readonly struct Severity
    {
        private readonly double _a;
        private readonly double _b;
        private readonly double _allAlarms;
        private readonly double _allMisses;

        public Severity(double eventRate)
        {
            (_a, _b) = (1 + eventRate, 2 - eventRate);
            _allAlarms = LowerHalf(0.5, _a + 1, _b) + LowerHalf(0.5, _b, _a + 1);
            _allMisses = LowerHalf(0.5, _b + 1, _a) + LowerHalf(0.5, _a, _b + 1);
        }

        /// <summary>c for each other row while c is below the rate acted on, then 1 - c for each event.</summary>
        public double Loss(IsotonicBlock block, double rate)
            => block.Others * Below(rate, _a + 1, _b, _allAlarms) + block.Events * Below(1 - rate, _b + 1, _a, _allMisses);

        /// <summary>The integral of t^(p - 1) (1 - t)^(q - 1) from 0 to x.</summary>
        private static double Below(double x, double p, double q, double whole)
            => x <= 0.5 ? LowerHalf(x, p, q) : whole - LowerHalf(1 - x, q, p);

        /// <summary>The same for x up to 1/2, by a series of positive terms (DLMF 8.17.7, after Euler's transformation).</summary>
        private static double LowerHalf(double x, double p, double q)
        {
            double sum = 0, term = 1;
            for (var n = 0; term > 1e-17 * sum; n++)
            {
                sum += term;
                term *= x * (p + q + n) / (p + 1 + n);
            }

            return sum * Math.Pow(x, p) * Math.Pow(1 - x, q) / p;
        }
    }
}
