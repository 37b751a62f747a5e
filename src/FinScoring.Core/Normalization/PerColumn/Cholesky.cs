namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>Solves A x = b for a small symmetric positive definite A, of which the lower triangle is given, by A = L L'.</summary>
internal static class Cholesky
{
    /// <summary>A pivot that rounding made 0 or less counts as this.</summary>
    private const double Least = 1e-12;

    public static double[] Solve(double[,] a, double[] b)
    {
        var n = b.Length;
        double[] x = [.. b];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                for (var k = 0; k < j; k++) a[i, j] -= a[i, k] * a[j, k];
                a[i, j] = j < i ? a[i, j] / a[j, j] : Math.Sqrt(Math.Max(a[i, i], Least));
            }

            for (var k = 0; k < i; k++) x[i] -= a[i, k] * x[k];
            x[i] /= a[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) x[i] -= a[k, i] * x[k];
            x[i] /= a[i, i];
        }

        return x;
    }
}
