using FinScoring.Core.Explanation.Trees;

namespace FinScoring.Core.Tests.Explanation;

public class GaussLegendreTests
{
    [Fact]
    public void A_rule_of_n_points_integrates_powers_up_to_2n_minus_1_exactly()
    {
        for (var n = 1; n <= 32; n++)
            for (var power = 0; power < 2 * n; power++)
                Assert.Equal(1.0 / (power + 1), GaussLegendre.Rule(n).Sum(p => p.Weight * Math.Pow(p.Point, power)), 1e-14);
    }
}
