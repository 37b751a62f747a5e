using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Tests.Domains;
using FinScoring.Core.Training;

namespace FinScoring.Core.Tests;

/// <summary>The option calibration: Platt's line where it helps, always, never.</summary>
public class CalibrationTests
{
    private const int Fresh = 20_000;

    [Fact]
    public void A_logistic_regression_on_data_made_by_one_is_hardly_ever_calibrated_and_its_slope_on_fresh_rows_is_no_worse_for_it()
    {
        var (used, auto, none) = (0, 0.0, 0.0);
        for (var seed = 0; seed < 10; seed++)
        {
            var (data, options) = Drawn(seed, rows: 600, noise: 0);
            var (calibrated, plain) = (Fit(data, options), Fit(data, options with { Calibration = "none" }));
            Assert.Null(plain.Calibration);
            used += calibrated.Calibration!.Used ? 1 : 0;
            auto += Math.Abs(SlopeOnFreshRows(calibrated, seed, noise: 0) - 1);
            none += Math.Abs(SlopeOnFreshRows(plain, seed, noise: 0) - 1);
        }

        Assert.InRange(used, 0, 1);
        Assert.InRange(auto, 0, none + 0.05);
    }

    [Fact]
    public void Boosting_that_is_too_sure_of_itself_is_calibrated_and_its_slope_on_fresh_rows_comes_near_1()
    {
        for (var seed = 0; seed < 3; seed++)
        {
            var (data, options) = Drawn(seed, rows: 800, noise: 20);
            options = options with { Algorithm = "fastTree" };
            var (calibrated, plain) = (Fit(data, options), Fit(data, options with { Calibration = "none" }));
            Assert.True(calibrated.Calibration!.Used);
            Assert.InRange(calibrated.Calibration.TrainedShare!.Value, 0.89, 0.91);
            var (with, without) = (SlopeOnFreshRows(calibrated, seed, 20), SlopeOnFreshRows(plain, seed, 20));
            Assert.InRange(without, 0, 0.7);
            Assert.InRange(with, 0.7, 1.3);
        }
    }

    [Fact]
    public void With_platt_the_line_is_part_of_the_model_whatever_it_does()
    {
        var (data, options) = Drawn(3, rows: 600, noise: 0);
        var (always, never) = (Fit(data, options with { Calibration = "platt" }), Fit(data, options with { Calibration = "none" }));
        var calibration = always.Calibration!;
        Assert.True(calibration.Used);
        Assert.Equal(calibration.Tried, calibration.Line);
        int[] rows = [.. Enumerable.Range(0, 50)];
        var expected = never.LogOdds(data, rows).Select(z => calibration.Line.Slope * z + calibration.Line.Offset);
        Assert.All(expected.Zip(always.LogOdds(data, rows)), z => Assert.Equal(z.First, z.Second, 1e-5));
    }

    [Fact]
    public void In_time_the_line_is_learned_on_rows_later_than_those_that_its_models_learned_from()
    {
        var (data, options) = Drawn(5, rows: 800, noise: 20, inTime: true);
        options = options with { Algorithm = "fastTree" };
        var (calibrated, plain) = (Fit(data, options), Fit(data, options with { Calibration = "none" }));
        Assert.True(calibrated.Calibration!.Used);
        Assert.InRange(SlopeOnFreshRows(calibrated, 5, 20), SlopeOnFreshRows(plain, 5, 20) + 0.2, 1.4);
        // Five blocks of the later half: models of .5, .6, ... .9 of the rows.
        Assert.Equal(0.7, calibrated.Calibration.TrainedShare!.Value, 0.01);

        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        var folds = FoldPlan.Later(data, rows, 5).Folds;
        Assert.All(folds, fold => Assert.True(fold.Train.Max(r => data.Time![r]) < fold.Test.Min(r => data.Time![r])));
        Assert.Equal(400, folds.Sum(fold => fold.Test.Length));
    }

    [Fact]
    public void In_time_too_few_independent_events_teach_no_line()
    {
        // One series with a horizon of a hundred rows: 800 rows hold some eight events that do not overlap.
        var (data, options) = Drawn(5, rows: 800, noise: 20, inTime: true, horizon: "100");
        Assert.Null(Fit(data, options with { Algorithm = "fastTree" }).Calibration);
    }

    [Theory]
    [InlineData("fastForest")]
    [InlineData("linear")]
    public void What_has_no_probability_without_a_line_refuses_to_be_without(string algorithm)
    {
        var errors = OptionsCheck.Find("loan", new() { Label = "event", Algorithm = algorithm, Calibration = "none" });
        Assert.Contains("no probability", Assert.Single(errors["calibration"]), StringComparison.Ordinal);
        Assert.Empty(OptionsCheck.Find("loan", new() { Label = "event", Algorithm = algorithm, Calibration = "platt" }));
        Assert.Equal(["calibration"], OptionsCheck.Find("loan", new() { Label = "event", Calibration = "isotonic" }).Keys);
    }

    [Fact]
    public void A_manifest_from_before_there_was_a_choice_reads_as_auto()
    {
        var manifest = TrainedModels.Get("loan", "logistic").Manifest;
        var json = System.Text.Json.Nodes.JsonNode.Parse(manifest.ToJson())!;
        json["options"]!.AsObject().Remove("calibration");
        foreach (var name in new[] { "tried", "logLossBefore", "logLossAfter", "evidence", "trainedShare" }) json["calibration"]!.AsObject().Remove(name);
        var read = Manifest.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.Equal("auto", read.Options.Calibration);
        Assert.Equal(manifest.Calibration!.Line, read.Calibration!.Line);
        Assert.Null(read.Calibration.Tried);
    }

    private static FittedModel Fit(Dataset data, TrainingOptions options)
        => new Recipe(data, options, new Workers(1), new(_ => { }, default)).Fit([.. Enumerable.Range(0, data.Rows)], "all rows");

    private static double SlopeOnFreshRows(FittedModel model, int seed, int noise)
    {
        var (fresh, _) = Drawn(1000 + seed, Fresh, noise);
        return Evaluator.Measure(model.Probability(fresh, [.. Enumerable.Range(0, Fresh)]), fresh.Label).CalibrationSlope!.Value;
    }

    /// <summary>Log-odds = -1 + x0 + .7 x1 - .5 x2, and columns of noise; in time a row a day.</summary>
    private static (Dataset Data, TrainingOptions Options) Drawn(int seed, int rows, int noise, bool inTime = false, string? horizon = null)
    {
        var random = new Random(seed);
        var columns = Enumerable.Range(0, 3 + noise).Select(_ => Enumerable.Range(0, rows).Select(_ => PlantedData.Normal(random)).ToArray()).ToArray();
        double[] label = [.. Enumerable.Range(0, rows).Select(r =>
            random.NextDouble() < 1 / (1 + Math.Exp(1 - columns[0][r] - 0.7 * columns[1][r] + 0.5 * columns[2][r])) ? 1.0 : 0)];
        var table = Tables.Of(
        [
            .. columns.Select((c, i) => Tables.Numbers($"x{i}", c)), Tables.Numbers("event", label),
            .. inTime ? [Tables.Dates("day", [.. Enumerable.Range(0, rows).Select(Tables.Day)])] : Array.Empty<TableColumn>(),
        ]);
        var options = new TrainingOptions
        {
            Label = "event",
            Algorithm = "logistic",
            Normalization = "meanVariance",
            Selection = "none",
            Time = inTime ? "day" : null,
            Horizon = horizon,
        };
        return (Domain.Find("risk")!.Prepare(table, options), options);
    }
}
