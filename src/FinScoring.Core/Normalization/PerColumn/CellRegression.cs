using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>
/// Logistic regression with an L2 penalty, as the models are fitted, on a few cells instead of many rows: Newton's method,
/// each step bounded, in cells * slots^2 steps.
/// </summary>
/// <param name="slots">The cells' feature vectors.</param>
/// <param name="penalty">Half of it times the squared weights is added to the loss; the intercept is free.</param>
internal sealed class CellRegression(double[][] slots, double penalty)
{
    private const int MostSteps = 30;

    /// <summary>What a step may add to a cell's log-odds: far from the end the curvature tells little.</summary>
    private const double Farthest = 3;

    /// <summary>Of the loss per row: the search ends where a step gains less.</summary>
    private const double Tolerance = 1e-10;

    private readonly int _size = slots[0].Length + 1;

    /// <summary>The log-odds of each cell, learned from these rows; both classes must be among them.</summary>
    public double[] LogOdds(Tally[] rows)
    {
        var all = rows.Aggregate((sum, tally) => sum + tally);
        var weights = new double[_size];
        weights[0] = Math.Log(all.Events / all.Others);
        for (var n = 0; n < MostSteps; n++)
        {
            var (gradient, curvature) = Slopes(weights, rows);
            var step = Cholesky.Solve(curvature, gradient);
            var gain = gradient.Zip(step, (g, s) => g * s).Sum();
            var farthest = slots.Max(x => Math.Abs(At(step, x)));
            var part = Math.Min(1, Farthest / farthest);
            for (var i = 0; i < _size; i++) weights[i] += part * step[i];
            if (!(gain > Tolerance * all.Count)) break;
        }

        return Array.ConvertAll(slots, x => At(weights, x));
    }

    private static double At(double[] weights, double[] x)
    {
        var sum = weights[0];
        for (var i = 0; i < x.Length; i++) sum += weights[i + 1] * x[i];
        return sum;
    }

    private (double[] Gradient, double[,] Curvature) Slopes(double[] weights, Tally[] rows)
    {
        var (gradient, curvature) = (new double[_size], new double[_size, _size]);
        for (var i = 1; i < _size; i++) (gradient[i], curvature[i, i]) = (-penalty * weights[i], penalty);
        for (var cell = 0; cell < rows.Length; cell++)
        {
            var p = 1 / (1 + Math.Exp(-At(weights, slots[cell])));
            Add(slots[cell], rows[cell].Events - rows[cell].Count * p, rows[cell].Count * p * (1 - p), gradient, curvature);
        }

        return (gradient, curvature);
    }

    private void Add(double[] x, double residual, double weight, double[] gradient, double[,] curvature)
    {
        for (var i = 0; i < _size; i++)
        {
            var xi = i == 0 ? 1 : x[i - 1];
            gradient[i] += residual * xi;
            for (var j = 0; j <= i; j++) curvature[i, j] += weight * xi * (j == 0 ? 1 : x[j - 1]);
        }
    }
}
