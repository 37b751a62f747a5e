using System.Numerics;

namespace FinScoring.Core.Tests.Explanation;

/// <summary>Shapley values by their definition.</summary>
internal static class BruteForce
{
    /// <param name="players">How many.</param>
    /// <param name="worth">Of a set of players, bit p for player p.</param>
    public static double[] Shapley(int players, Func<int, double> worth)
    {
        double[] worths = [.. Enumerable.Range(0, 1 << players).Select(worth)];
        var values = new double[players];
        for (var set = 0; set < worths.Length; set++)
        {
            var size = BitOperations.PopCount((uint)set);
            for (var p = 0; p < players; p++)
            {
                if ((set >> p & 1) == 0)
                    values[p] += Factorial(size) * Factorial(players - size - 1) / Factorial(players) * (worths[set | 1 << p] - worths[set]);
            }
        }

        return values;
    }

    private static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, (product, i) => product * i);
}
