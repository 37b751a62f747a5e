using FinScoring.Core.Training;

namespace FinScoring.Core.Tests.Training;

public class AlgorithmsTests
{
    [Fact]
    public void Auto_compares_logistic_and_lightgbm_or_fast_tree_where_the_native_library_is_missing()
    {
        var (candidates, warning) = Algorithms.AutoCandidates(native: true);
        Assert.Equal(["logistic", "lightgbm"], candidates.Select(c => c.Name));
        Assert.Null(warning);

        (candidates, warning) = Algorithms.AutoCandidates(native: false);
        Assert.Equal(["logistic", "fastTree"], candidates.Select(c => c.Name));
        Assert.Contains("fastTree took its place", warning);
    }

    [Theory]
    [InlineData("logistic", "robust", "robust")]
    [InlineData("linear", "minMax", "meanVariance")]
    [InlineData("lightgbm", "meanVariance", "none")]
    [InlineData("fastTree", "binning", "binning")]
    [InlineData("scorecard", "binning", "weightOfEvidence")]
    public void Each_algorithm_gets_the_normalization_it_needs(string algorithm, string asked, string given)
        => Assert.Equal(given, Algorithms.Candidates(algorithm)[0].Normalization(asked));
}
