using System.Collections.Concurrent;

namespace FinScoring.Core.Explanation.Trees;

/// <summary>Gauss and Legendre's rules on the interval from 0 to 1: n points integrate polynomials up to degree 2n - 1 exactly.</summary>
internal static class GaussLegendre
{
    // The guess is good to three digits at least, and every step doubles them.
    private const int NewtonSteps = 6;

    private static readonly ConcurrentDictionary<int, (double, double)[]> Rules = [];

    /// <summary>n points and their weights, which sum up to 1.</summary>
    public static (double Point, double Weight)[] Rule(int n) => Rules.GetOrAdd(n, static n => [.. Enumerable.Range(0, n).Select(i => Root(n, i))]);

    /// <summary>The i-th root of Legendre's polynomial by Newton's method, from Chebyshev's as a first guess.</summary>
    private static (double Point, double Weight) Root(int n, int i)
    {
        var x = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5));
        for (var step = 0; step < NewtonSteps; step++)
        {
            var (value, rise) = Legendre(n, x);
            x -= value / rise;
        }

        var (_, slope) = Legendre(n, x);
        return ((1 + x) / 2, 1 / ((1 - x * x) * slope * slope));
    }

    /// <summary>By the three-term recurrence.</summary>
    private static (double Value, double Slope) Legendre(int n, double x)
    {
        double last = 1, value = x;
        for (var k = 2; k <= n; k++) (last, value) = (value, ((2 * k - 1) * x * value - (k - 1) * last) / k);
        return (value, n * (x * value - last) / (x * x - 1));
    }
}
