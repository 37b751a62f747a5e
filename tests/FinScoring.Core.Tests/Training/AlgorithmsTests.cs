using FinScoring.Core.Training;

namespace FinScoring.Core.Tests.Training;

public class AlgorithmsTests
{
    [Fact]
    public void Auto_compares_linear_models_boosting_and_their_blend()
    {
        var families = Families("auto", events: 50);
        Assert.Equal([["logistic", "scorecard"], ["lightgbm"]], families.Select(f => f.Select(a => a.Name)));
        Assert.Equal(["logistic", "lightgbm", "blend"], Algorithms.Candidates("auto", [.. families.Select(f => f[0])], inTime: false).Select(c => c.Name));
    }

    [Fact]
    public void With_few_events_logistic_regression_is_tried_with_stronger_penalties_and_without_bins()
        => Assert.Equal(["logistic", "logistic", "logistic", "logistic", "logistic"], Families("auto", events: 2)[0].Select(a => a.Name));

    [Fact]
    public void In_time_auto_compares_one_of_each_family_and_does_not_blend()
    {
        var families = Families("auto", events: 50, inTime: true);
        Assert.Equal([["logistic"], ["lightgbm"]], families.Select(f => f.Select(a => a.Name)));
        Assert.Equal(["logistic", "lightgbm"], Algorithms.Candidates("auto", [.. families.Select(f => f[0])], inTime: true).Select(c => c.Name));
    }

    [Fact]
    public void In_time_few_events_get_penalties_and_a_blend_and_fewer_than_ten_no_boosting()
    {
        var few = Families("auto", events: 12, inTime: true);
        Assert.Equal([5, 1], few.Select(f => f.Count));
        Assert.Equal(["blend"], Algorithms.Candidates("auto", [.. few.Select(f => f[0])], inTime: true, fewEvents: true).Select(c => c.Name));
        Assert.Equal(["logistic"], Families("auto", events: 9, inTime: true).Select(f => f[0].Name));
        Assert.Equal(["logistic", "lightgbm"], Families("blend", events: 9, inTime: true).Select(f => f[0].Name));
    }

    [Fact]
    public void Where_the_native_library_is_missing_fast_tree_takes_the_place_of_lightgbm_and_a_warning_says_so()
    {
        Assert.Equal("lightgbm", Algorithms.Boosting(native: true).Name);
        Assert.Equal("fastTree", Algorithms.Boosting(native: false).Name);
        Assert.Empty(Algorithms.Warnings("auto", native: true));
        Assert.Contains("fastTree took its place", Assert.Single(Algorithms.Warnings("auto", native: false)));
        Assert.Empty(Algorithms.Warnings("logistic", native: false));
    }

    [Fact]
    public void Auto_leaves_out_what_cannot_be_monotone()
    {
        var families = Algorithms.Families(new() { Monotone = ["income:-"] }, 2, 1, inTime: false);
        Assert.Equal(["lightgbm"], families.Select(f => Assert.Single(f).Name));
        Assert.Equal(["lightgbm"], Algorithms.Candidates("auto", families[0], inTime: false).Select(c => c.Name));
    }

    [Theory]
    [InlineData("logistic", "robust", "robust")]
    [InlineData("linear", "minMax", "meanVariance")]
    [InlineData("logistic", "perColumn", "perColumn")]
    [InlineData("lightgbm", "meanVariance", "none")]
    [InlineData("lightgbm", "perColumn", "none")]
    [InlineData("fastTree", "binning", "binning")]
    [InlineData("scorecard", "binning", "weightOfEvidence")]
    public void Each_algorithm_gets_the_normalization_it_needs(string algorithm, string asked, string given)
        => Assert.Equal(given, Families(algorithm, events: 50)[0][0].Normalization(asked));

    private static IReadOnlyList<IReadOnlyList<Algorithm>> Families(string algorithm, int events, bool inTime = false)
        => Algorithms.Families(new() { Algorithm = algorithm }, events, inputs: 1, inTime);
}
