using System.Text.Json;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

public class ScoringPipelineTests
{
    [Theory]
    [InlineData("auto")]
    [InlineData("linear")]
    public void Nothing_learned_in_a_fold_changes_when_its_test_rows_change(string algorithm)
    {
        var table = PlantedData.Loans();
        int[] training = [.. Enumerable.Range(0, 600).Where(r => r % 3 != 0)];
        var random = new Random(1);
        void Upset(double[] values)
        {
            for (var row = 0; row < values.Length; row += 3) values[row] = random.Next(3) == 0 ? double.NaN : 1000 * PlantedData.Normal(random);
        }

        var changed = table.With("x", Upset).With("copy", Upset).With("noise", Upset)
            .With("event", labels => { for (var row = 0; row < labels.Length; row += 3) labels[row] = 1 - labels[row]; });

        var (before, after) = (Fit(table), Fit(changed));
        var probe = PlantedData.Dataset("risk");
        Assert.Equal(before.LogOdds(probe, training), after.LogOdds(probe, training));
        Assert.Equal(before.Selection, after.Selection);
        Assert.Equal((before.Map, before.Reason), (after.Map, after.Reason));

        FittedModel Fit(Table rows) => new Recipe(
            PlantedData.Dataset("risk", rows), PlantedData.Options("risk", algorithm), new Core.Training.Workers(1), new(_ => { }, default)).Fit(training, "a fold");
    }

    [Fact]
    public void Shuffled_labels_cannot_be_learned_though_some_of_many_columns_always_seem_to_help()
    {
        var random = new Random(11);
        double[] Noise() => [.. Enumerable.Range(0, 400).Select(_ => PlantedData.Normal(random))];
        var table = Tables.Of(
            [.. Enumerable.Range(0, 100).Select(i => Tables.Numbers($"c{i}", Noise())),
             Tables.Numbers("event", [.. Enumerable.Range(0, 400).Select(_ => (double)random.Next(2))])]);
        var model = TrainedModels.Train("risk", PlantedData.LoanOptions with { Algorithm = "logistic", MaxFeatures = 10, Folds = 5 }, table: table);
        // The ten best of a hundred columns, chosen on all rows, would give an AUC near .65. Its standard error here is .03.
        Assert.InRange(model.Manifest.Metrics.Auc!.Value, 0.42, 0.58);
        Assert.Equal(10, model.Manifest.Selection.Count(s => s.Kept));
    }

    [Theory]
    [InlineData("minMax")]
    [InlineData("robust")]
    [InlineData("binning")]
    [InlineData("meanVariance")]
    [InlineData("perColumn")]
    public void Every_normalization_leads_to_the_signal(string normalization)
    {
        foreach (var algorithm in new[] { "logistic", "lightgbm" })
        {
            var model = TrainedModels.Train("loan", PlantedData.Options("loan", algorithm) with { Normalization = normalization, Folds = 2 });
            Assert.InRange(model.Manifest.Metrics.Auc!.Value, 0.76, 0.86);
        }
    }

    [Theory]
    [InlineData(12)]
    [InlineData(25)]
    public void A_tiny_file_gives_a_model_too(int rows)
    {
        foreach (var algorithm in Core.Training.Algorithms.Names)
        {
            var table = Tables.Of(
                Tables.Numbers("x", [.. Enumerable.Range(0, rows).Select(i => i * 5 % 7 + 0.5)]),
                Tables.Numbers("event", [.. Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? 1.0 : 0)]));
            var model = TrainedModels.Train("risk", PlantedData.LoanOptions with { Algorithm = algorithm, Folds = 5 }, table: table);
            Assert.All(model.Manifest.Golden, g => Assert.True(double.IsFinite(g.LogOdds)));
        }
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("lightgbm")]
    public void Rows_too_few_for_a_tree_to_split_give_a_model_too(string algorithm)
    {
        // As many with as without the event: the share of events, from which boosting starts, is a log-odds of 0.
        var table = Tables.Of(
            Tables.Numbers("x", [.. Enumerable.Range(0, 40).Select(i => (double)(i % 7))]),
            Tables.Numbers("event", [.. Enumerable.Range(0, 40).Select(i => i % 2.0)]));
        var model = TrainedModels.Train("risk", PlantedData.LoanOptions with { Algorithm = algorithm, Folds = 5 }, table: table);
        Assert.All(model.Manifest.Golden, g => Assert.InRange(g.LogOdds, -3, 3));
        // Not even the last fit, on all 40 rows, finds two leaves of 20: one answer for all.
        if (algorithm == "lightgbm") Assert.All(model.Manifest.Golden, g => Assert.Equal(model.Manifest.Golden[0].LogOdds, g.LogOdds, 1e-3));
    }

    [Fact]
    public void The_penalty_that_was_chosen_is_named()
    {
        // 30 events for 20 columns of noise: the strongest penalty forecasts the mean, which nothing beats.
        var random = new Random(9);
        double[] Noise() => [.. Enumerable.Range(0, 200).Select(_ => PlantedData.Normal(random))];
        var table = Tables.Of(
            [.. Enumerable.Range(0, 20).Select(i => Tables.Numbers($"c{i}", Noise())),
             Tables.Numbers("event", [.. Enumerable.Range(0, 200).Select(i => i % 7 == 0 ? 1.0 : 0)])]);
        var manifest = TrainedModels.Train("risk", PlantedData.LoanOptions with { Algorithm = "logistic", Folds = 3 }, table: table).Manifest;
        Assert.Equal("Asked for. Of the settings of logistic, cross-validation chose: L2 penalty 10000.", manifest.AlgorithmReason);
    }

    [Fact]
    public void A_column_with_a_single_value_in_a_fold_is_binned()
    {
        var random = new Random(3);
        var filled = new double[200];
        Array.Fill(filled, double.NaN);
        filled[17] = 1;
        var table = Tables.Of(
            Tables.Numbers("x", [.. Enumerable.Range(0, 200).Select(_ => PlantedData.Normal(random))]),
            Tables.Numbers("sparse", filled),
            Tables.Numbers("event", [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? 1.0 : 0)]));
        var model = TrainedModels.Train("risk", PlantedData.LoanOptions with { Algorithm = "logistic", Folds = 5 }, table: table);
        Assert.All(model.Manifest.Golden, g => Assert.True(double.IsFinite(g.LogOdds)));
    }

    [Theory]
    [InlineData(600)]
    // All rows have more than 20 events for each column, the training rows of a fold fewer: more settings are compared there.
    [InlineData(300)]
    public void Progress_goes_through_the_stages_and_never_back(int rows)
    {
        var seen = new List<TrainingProgress>();
        new ScoringPipeline(2).Train(Domain.Find("loan")!, PlantedData.Loans(rows), PlantedData.Options("loan", "auto"), seen.Add);
        Assert.Equal(seen.Select(p => p.Fraction).Order(), seen.Select(p => p.Fraction));
        Assert.All(seen, p => Assert.InRange(p.Fraction, 0, 1));
        Assert.Equal(Enum.GetValues<Stage>(), seen.Select(p => p.Stage).Distinct());
        Assert.Equal([Stage.Evaluate, Stage.Apply], seen.TakeLast(2).Select(p => p.Stage));
    }

    [Fact]
    public void Cancelling_stops_before_the_next_fit()
    {
        using var cancel = new CancellationTokenSource();
        var steps = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => new ScoringPipeline(1).Train(
            Domain.Find("loan")!, PlantedData.Loans(), PlantedData.Options("loan", "auto"), _ => { if (++steps == 4) cancel.Cancel(); }, cancel.Token));
        Assert.Equal(4, steps);
    }

    [Fact]
    public void Every_wrong_option_is_named_at_once()
    {
        var options = PlantedData.LoanOptions with { Algorithm = "magic", Normalization = "", Selection = "all", Folds = 1, MaxFeatures = 0 };
        var refused = Record.Exception(() => TrainedModels.Train("loan", options));
        Assert.Equal(["algorithm", "folds", "maxFeatures", "normalization", "selection"], Assert.IsType<BadDataException>(refused).Errors.Keys.Order());
    }

    [Fact]
    public void A_file_without_a_learnable_column_is_refused()
    {
        var table = Tables.Of(
            Tables.Texts("c", [.. Enumerable.Range(0, 40).Select(i => $"level {i % 12}")]),
            Tables.Numbers("event", [.. Enumerable.Range(0, 40).Select(i => i % 2.0)]));
        var refused = Record.Exception(() => TrainedModels.Train("risk", PlantedData.LoanOptions with { Algorithm = "logistic" }, table: table));
        Assert.Equal(["features"], Assert.IsType<BadDataException>(refused).Errors.Keys);
    }

    [Fact]
    public void The_manifest_asks_a_request_for_the_kept_columns_only()
    {
        var manifest = TrainedModels.Get("loan", "logistic").Manifest;
        Assert.Equal(manifest.Selection.Where(s => s.Kept).Select(s => s.Name), manifest.Signature.Inputs.Select(c => c.Name));
        var left = manifest.Signature.Columns.Single(c => c.Name == "rare");
        Assert.Equal((ColumnKind.Ignored, manifest.Selection.Single(s => s.Name == "rare").Reason), (left.Kind, left.Reason));
    }

    [Theory]
    [InlineData("loan", "logistic", true)]
    [InlineData("loan", "blend", true)]
    [InlineData("loan", "lightgbm", false)]
    // Along time all numbers are standardized.
    [InlineData("trade", "logistic", false)]
    public void The_manifest_says_how_each_number_was_normalized_for_a_linear_model(string domain, string algorithm, bool said)
    {
        var manifest = TrainedModels.Get(domain, algorithm).Manifest;
        // Not those that only the trees of a blend use.
        var numbers = TrainedModels.Get(domain, "logistic").Manifest.Signature.Inputs.Where(c => c.Kind == ColumnKind.Numeric).Select(c => c.Name);
        Assert.Equal(said ? numbers : [], manifest.Normalization.Select(n => n.Name));
        // Each scale is the best of several, but for those within a standard error of it.
        Assert.All(manifest.Normalization, n => Assert.InRange(n.LogLoss!.Value, 0, n.StandardizedLogLoss!.Value + 1e-12));
        if (said) Assert.Contains("\"scale\": \"meanVariance\"", JsonSerializer.Serialize(manifest, StoreJson.Default.Manifest));
    }

    [Fact]
    public void Scales_asked_for_are_taken_along_time_too()
    {
        var asked = TrainedModels.Train("trade", PlantedData.Options("trade", "logistic") with { Normalization = "perColumn" });
        Assert.NotEmpty(asked.Manifest.Normalization);
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("lightgbm")]
    [InlineData("fastTree")]
    [InlineData("auto")]
    public void The_unit_of_weights_does_not_matter(string algorithm)
    {
        var options = PlantedData.LoanOptions with { Algorithm = algorithm, Weight = "weight", Folds = 2 };
        var small = PlantedData.Loans().With("weight", w => Array.ConvertAll(w, v => v * Math.ScaleB(1, -20)).CopyTo(w, 0));
        Assert.Equal(
            TrainedModels.Train("loan", options).Manifest.Metrics.LogLoss, TrainedModels.Train("loan", options, table: small).Manifest.Metrics.LogLoss);
    }

    [Fact]
    public void A_blend_averages_the_log_odds_of_its_members()
    {
        var blend = TrainedModels.Get("loan", "blend");
        Assert.Equal([0.5, 0.5], blend.Manifest.Blend.Select(m => m.Share));
        var line = blend.Manifest.Calibration!.Line;
        var data = PlantedData.Dataset("loan");
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        var members = blend.Manifest.Blend.Select(m => Uncalibrated(m.Algorithm)).ToArray();
        var expected = rows.Select(r => line.Slope * members.Average(m => m[r]) + line.Offset);
        Assert.All(expected.Zip(TrainedModels.LogOdds(blend, data)), z => Assert.Equal(z.First, z.Second, 1e-4));

        // A member alone is the same fit, but for the line that calibrates it.
        double[] Uncalibrated(string algorithm)
        {
            var model = TrainedModels.Get("loan", algorithm);
            var own = model.Manifest.Calibration!.Line;
            return Array.ConvertAll(TrainedModels.LogOdds(model, data), z => (z - own.Offset) / own.Slope);
        }
    }

    [Theory]
    [InlineData("x", "Score")]
    [InlineData("x", "Probability")]
    [InlineData("x", "Features")]
    [InlineData("z", "Score")]
    [InlineData("z", "PredictedLabel")]
    [InlineData("z", "Features")]
    public void A_column_named_like_one_that_a_member_makes_is_not_taken_for_it(string column, string name)
    {
        var table = PlantedData.Loans();
        var renamed = Tables.Of([.. table.Columns.Select(c => c.Name == column ? Renamed(c) : c)]);
        var options = PlantedData.Options("loan", "blend") with { Folds = 2 };
        var (plain, other) = (TrainedModels.Train("loan", options), TrainedModels.Train("loan", options, table: renamed));
        Assert.Equal(plain.Manifest.Metrics.LogLoss, other.Manifest.Metrics.LogLoss);
        Scorer.Load(new MemoryStream(TrainedModels.Save(other)), other.Manifest);

        TableColumn Renamed(TableColumn of) => of is NumericColumn numbers
            ? new NumericColumn(name, numbers.Values)
            : new CategoryColumn(name, ((CategoryColumn)of).Codes, ((CategoryColumn)of).Levels);
    }

    [Fact]
    public void Probabilities_are_calibrated_where_that_lowers_the_brier_score_of_rows_not_seen()
    {
        // Few rows and much noise: boosting that is not tuned is far too sure of itself.
        var random = new Random(5);
        double[] Noise() => [.. Enumerable.Range(0, 300).Select(_ => PlantedData.Normal(random))];
        var table = Tables.Of(
            [.. Enumerable.Range(0, 20).Select(i => Tables.Numbers($"c{i}", Noise())),
             Tables.Numbers("event", [.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(2))])]);
        var calibration = TrainedModels.Train("risk", PlantedData.LoanOptions with { Algorithm = "fastTree", Folds = 3 }, table: table).Manifest.Calibration!;
        Assert.True(calibration.Used);
        Assert.True(calibration.BrierAfter < calibration.BrierBefore);
        // A fair coin's best forecast is .5, whose score is .25.
        Assert.InRange(calibration.BrierAfter, 0.24, 0.27);
        Assert.InRange(calibration.Line.Slope, 0, 0.5);
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(999, true)]
    public void With_a_thousand_rows_of_the_rarer_class_an_algorithm_asked_for_is_not_fitted_again_to_be_calibrated(int events, bool tried)
    {
        var random = new Random(13);
        var table = Tables.Of(
            Tables.Numbers("x", [.. Enumerable.Range(0, 2400).Select(_ => PlantedData.Normal(random))]),
            Tables.Numbers("event", [.. Enumerable.Range(0, 2400).Select(i => i < events ? 1.0 : 0)]));
        var data = Domain.Find("risk")!.Prepare(table, new() { Label = "event" });
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        var model = new Recipe(data, PlantedData.Options("risk", "logistic"), new Core.Training.Workers(1), new(_ => { }, default)).Fit(rows, "all rows");
        Assert.Equal(tried, model.Calibration is not null);
    }

    [Fact]
    public void The_manifest_of_a_trade_model_keeps_the_bars_and_the_mean_returns_up_and_down()
    {
        var manifest = TrainedModels.Get("trade", "logistic").Manifest;
        Assert.Equal(["date", "open", "high", "low", "close", "volume"], manifest.Signature.Fields.Select(f => f.Name));
        Assert.Equal(manifest.Selection.Where(s => s.Kept).Select(s => s.Name), manifest.Signature.Inputs.Select(c => c.Name));
        var data = PlantedData.Dataset("trade");
        var up = data.Return!.Where(r => r > 0).Average();
        Assert.Equal(up, manifest.Returns!.Up, 1e-12);
        Assert.True(manifest.Returns.Down < 0);
        Assert.True(manifest.Evaluation.Returns!.Rmse < manifest.Evaluation.Returns.RmseOfMean);
    }

    [Fact]
    public void The_manifest_says_what_the_model_was_made_of()
    {
        var manifest = TrainedModels.Get("loan", "auto").Manifest;
        Assert.Equal(["FinScoring", "LightGBM", "Microsoft.ML", "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm"], manifest.Libraries.Keys.Order());
        Assert.Equal(["blend", "lightgbm"], manifest.Candidates.Select(c => c.Algorithm).Order().Take(2));
        Assert.Equal(manifest.Candidates.Select(c => c.LogLoss).Order(), manifest.Candidates.Select(c => c.LogLoss));
        Assert.Contains(manifest.Algorithm + " was chosen", manifest.AlgorithmReason);
        Assert.InRange(manifest.Golden.Count, 18, 80);
        Assert.Contains(manifest.Golden, g => g.Cells.Contains(null));
    }
}
