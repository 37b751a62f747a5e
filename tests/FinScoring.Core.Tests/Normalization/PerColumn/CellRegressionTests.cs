using CsCheck;
using FinScoring.Core.Normalization.Binning;
using FinScoring.Core.Normalization.PerColumn;

namespace FinScoring.Core.Tests.Normalization.PerColumn;

public class CellRegressionTests
{
    private static readonly double[][] Slots = [[-1, 0], [0, 0.5], [0.5, 1], [2, 1]];
    private static readonly Tally[] Rows = [new(40, 4), new(30, 9), new(20, 12), new(10, 5)];

    [Theory]
    // decision_function of scikit-learn 1.2.1's LogisticRegression(C=1 / penalty, tol=1e-12), rows weighted by count.
    [InlineData(1, -1.86090815, -0.87613266, -0.06034828, 0.44662505)]
    [InlineData(10, -1.46196244, -0.83855841, -0.43800034, 0.23053753)]
    public void Fits_as_scikit_learn_does(double penalty, params double[] expected)
        => Assert.Equal(expected, new CellRegression(Slots, penalty).LogOdds(Rows), (a, b) => Math.Abs(a - b) < 1e-5);

    [Fact]
    public void Cells_that_part_the_classes_have_finite_log_odds()
        => Assert.All(new CellRegression([[-1e6], [1]], 1).LogOdds([new(50, 0), new(50, 50)]), z => Assert.True(double.IsFinite(z)));

    [Fact]
    public void Cholesky_solves_what_it_is_given()
        => Gen.Double[-3, 3].Array[9].Select(Gen.Double[-3, 3].Array[3]).Sample((m, x) =>
        {
            // M M' + I is symmetric and positive definite.
            var a = new double[3, 3];
            for (var i = 0; i < 3; i++)
                for (var j = 0; j < 3; j++) a[i, j] = (i == j ? 1 : 0) + Enumerable.Range(0, 3).Sum(k => m[3 * i + k] * m[3 * j + k]);
            double[] b = [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3).Sum(j => a[i, j] * x[j]))];
            return Cholesky.Solve(a, b).Zip(x, (found, given) => Math.Abs(found - given)).Max() < 1e-9;
        });
}
