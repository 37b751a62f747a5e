using FinScoring.Core.Data;
using static FinScoring.Core.Tests.Domains.Tables;

namespace FinScoring.Core.Tests.Data;

public sealed class UnequalWeightsTests
{
    [Fact]
    public void Weights_count_as_many_rows_as_Kish_says()
    {
        Assert.Equal(7, UnequalWeights.EffectiveRows([3, 3, 3, 3, 3, 3, 3]));
        // (1 + 2 + 3)^2 / (1 + 4 + 9)
        Assert.Equal(36.0 / 14, UnequalWeights.EffectiveRows([1, 2, 3]), 1e-12);
        Assert.Equal(1, UnequalWeights.EffectiveRows([1e9f, .. Enumerable.Repeat(1f, 59)]), 1e-6);
    }

    [Fact]
    public void One_weight_that_rules_all_others_is_warned_about_and_ordinary_ones_are_not()
    {
        string[] Warnings(double largest)
            => [.. Loan(Loans(Numbers("w", [largest, .. Enumerable.Range(1, 59).Select(i => 1.0 + i % 3)])), LoanOptions with { Weight = "w" }).Warnings.Where(w => w.Contains("Kish", StringComparison.Ordinal))];
        Assert.Contains("60 rows tell no more than 1 of equal weight", Assert.Single(Warnings(1e9)));
        Assert.Empty(Warnings(3));
    }
}
