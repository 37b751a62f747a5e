using FinScoring.Core.Data;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>Files of noise whose rows come more than once: whoever is tested on what was learned from finds a signal.</summary>
public class CopiedRowsTests
{
    private static readonly TrainingOptions Options = new() { Label = "default", Folds = 3 };

    [Theory]
    [InlineData("auto")]
    [InlineData("lightgbm")]
    public void Events_copied_to_balance_a_file_of_noise_teach_nothing(string algorithm)
    {
        var random = new Random(11);
        // As people do before they upload: 120 events of 600 rows, each four times.
        int[] rows = [.. Enumerable.Range(0, 600), .. Enumerable.Range(0, 360).Select(i => i % 120)];
        double[][] noise = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 600).Select(_ => PlantedData.Normal(random)).ToArray())];
        var table = Tables.Of(
            [.. noise.Select((x, i) => Tables.Numbers($"x{i}", [.. rows.Select(r => x[r])])), Tables.Numbers("default", [.. rows.Select(r => r < 120 ? 1.0 : 0)])]);

        var manifest = TrainedModels.Train("loan", Options with { Algorithm = algorithm }, table: table).Manifest;

        // Of 120 and 480 rows of noise the AUC has a standard error of .03.
        Assert.InRange(manifest.Metrics.Auc!.Value, .38, .62);
        var interval = manifest.Evaluation.Intervals["auc"];
        Assert.InRange(interval.High - interval.Low, 2 * 1.96 * .03 * .8, 2 * 1.96 * .03 * 1.3);
        Assert.Equal(360, manifest.Rows.Copies);
        Assert.Contains(manifest.Warnings, w => w.StartsWith("360 of 960 rows are copies of other rows", StringComparison.Ordinal)
            && w.Contains("populationRate or weight", StringComparison.Ordinal));
    }

    [Fact]
    public void A_customers_months_are_known_by_heart_unless_the_group_is_said_and_the_warning_says_to()
    {
        var random = new Random(12);
        double[][] traits = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 150).Select(_ => PlantedData.Normal(random)).ToArray())];
        double[] bad = [.. Enumerable.Range(0, 150).Select(_ => (double)random.Next(2))];
        int[] customer = [.. Enumerable.Range(0, 900).Select(i => i / 6)];
        var table = Tables.Of(
            [Tables.Numbers("customer_id", [.. customer.Select(c => 40_000.0 + 7 * c)]), .. traits.Select((t, i) => Tables.Numbers($"x{i}", [.. customer.Select(c => t[c] + 1e-3 * random.NextDouble())])),
             Tables.Numbers("default", [.. customer.Select(c => bad[c])])]);
        var options = Options with { Algorithm = "lightgbm" };

        var alone = TrainedModels.Train("loan", options, table: table).Manifest;
        var grouped = TrainedModels.Train("loan", options with { Group = "customer_id" }, table: table).Manifest;

        Assert.True(alone.Metrics.Auc > .95);
        Assert.Contains(alone.Warnings, w => w.Contains("say group=customer_id", StringComparison.Ordinal));
        Assert.Equal(ColumnKind.Ignored, alone.Signature.Columns[0].Kind);
        // Of 75 and 75 customers of noise the AUC has a standard error of .05.
        Assert.InRange(grouped.Metrics.Auc!.Value, .35, .65);
        Assert.DoesNotContain(grouped.Warnings, w => w.Contains("group=", StringComparison.Ordinal));
    }
}
