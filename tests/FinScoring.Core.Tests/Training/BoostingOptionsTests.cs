using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Training;
using FinScoring.Core.Training.Boosting;

namespace FinScoring.Core.Tests.Training;

public class BoostingOptionsTests
{
    private static TrainingOptions Options(string algorithm) => PlantedData.LoanOptions with { Algorithm = algorithm, Folds = 2 };

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("fastTree")]
    [InlineData("fastForest")]
    public void A_model_has_as_many_trees_and_leaves_as_are_asked_for_and_rows_in_each_leaf(string algorithm)
    {
        var model = TrainedModels.Train("loan", Options(algorithm) with { Trees = 7, Leaves = 3, MinRows = 40, FeatureShare = 1 });

        var trees = Assert.Single(model.Explanation.Members).Leaves!;
        Assert.Equal(7, trees.Count);
        Assert.All(trees, leaves => Assert.InRange(leaves.Count, 2, 3));
        // Fitted on a sample of the rows, a leaf has at least as many of all of them.
        if (algorithm != "fastForest") Assert.All(trees, leaves => Assert.InRange(leaves.Min(), 40, 600));
        var options = model.Manifest.Options;
        Assert.Equal((7, 3, 40, 1.0), (options.Trees, options.Leaves, options.MinRows, options.FeatureShare));
        Assert.Contains("trees 7, leaves 3, minRows 40, featureShare 1", model.Manifest.AlgorithmReason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_asked_for_is_still_searched()
    {
        var usual = TrainedModels.Train("loan", Options("lightgbm")).Manifest.AlgorithmReason;
        var slow = TrainedModels.Train("loan", Options("lightgbm") with { LearningRate = 0.03 }).Manifest.AlgorithmReason;

        Assert.Contains("cross-validation chose", slow, StringComparison.Ordinal);
        Assert.Contains("learning rate 0.03; asked for: learningRate 0.03.", slow, StringComparison.Ordinal);
        // Shorter steps need more of them.
        Assert.InRange(Trees(slow), Trees(usual) + 1, 2000);

        static int Trees(string reason) => int.Parse(reason.Split("chose: ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_heavy_penalty_leaves_the_trees_nearly_nothing_to_say()
    {
        var free = TrainedModels.Train("loan", Options("lightgbm") with { Trees = 20, L2 = 0 }).Manifest;
        var bound = TrainedModels.Train("loan", Options("lightgbm") with { Trees = 20, L2 = 100_000 }).Manifest;

        Assert.InRange(Spread(bound), 0, Spread(free) / 20);

        // Before calibration, which may stretch what is left.
        static double Spread(Manifest manifest)
            => (manifest.Golden.Max(g => g.LogOdds) - manifest.Golden.Min(g => g.LogOdds)) / (manifest.Calibration?.Line.Slope is { } slope and > 0 ? slope : 1);
    }

    [Theory]
    [InlineData("auto", "trees")]
    [InlineData("blend", "leaves")]
    [InlineData("logistic", "minRows")]
    [InlineData("gam", "trees")]
    [InlineData("scorecard", "l2")]
    [InlineData("fastTree", "l2")]
    [InlineData("fastForest", "learningRate")]
    public void What_does_not_apply_is_refused_by_name(string algorithm, string option)
    {
        var error = Assert.Single(OptionsCheck.Find("loan", Asked(Options(algorithm), option, 2, 1)));

        Assert.Equal(option, error.Key);
        Assert.StartsWith($"{algorithm} has no such setting", Assert.Single(error.Value), StringComparison.Ordinal);
        Assert.Contains("lightgbm", error.Value[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trees", 0, 0, "from 1 to 5000")]
    [InlineData("trees", 5001, 0, "from 1 to 5000")]
    [InlineData("leaves", 1, 0, "from 2 to 1000")]
    [InlineData("learningRate", 0, 0.0, "from 0.001 to 1")]
    [InlineData("learningRate", 0, double.NaN, "from 0.001 to 1")]
    [InlineData("minRows", 0, 0, "from 1 to 1000000")]
    [InlineData("l2", 0, -1, "from 0 to 1000000")]
    [InlineData("featureShare", 0, 0, "above 0, and 1 at most")]
    [InlineData("featureShare", 0, 1.01, "above 0, and 1 at most")]
    public void What_is_out_of_range_is_refused_by_name_and_range(string option, int whole, double number, string range)
    {
        var error = Assert.Single(OptionsCheck.Find("loan", Asked(Options("lightgbm"), option, whole, number)));

        Assert.Equal((option, $"{option} must be {range}."), (error.Key, Assert.Single(error.Value)));
    }

    [Fact]
    public void A_plan_keeps_what_is_not_asked_for()
    {
        var plan = BoostingPlan.Usual.With(new(Trees: 3, Leaves: null, LearningRate: 0.2, MinRows: null, L2: 7, FeatureShare: null));

        Assert.Equal(new(BoostingPlan.Usual.Parameters with { LearningRate = 0.2, L2 = 7 }, 3), plan);
        Assert.Equal(BoostingPlan.Usual, BoostingPlan.Usual.With(BoostingOptions.None));
    }

    private static TrainingOptions Asked(TrainingOptions options, string option, int whole, double number) => option switch
    {
        "trees" => options with { Trees = whole },
        "leaves" => options with { Leaves = whole },
        "minRows" => options with { MinRows = whole },
        "learningRate" => options with { LearningRate = number },
        "l2" => options with { L2 = number },
        _ => options with { FeatureShare = number },
    };
}
