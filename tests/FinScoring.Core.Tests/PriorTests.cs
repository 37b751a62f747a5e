using FinScoring.Core.Data;
using FinScoring.Core.Models;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests;

public class PriorTests
{
    private const double Rate = 0.05;

    [Theory]
    [InlineData("logistic")]
    [InlineData("lightgbm")]
    [InlineData("scorecard")]
    [InlineData("blend")]
    public void Every_log_odds_is_moved_from_the_sample_s_event_rate_to_the_population_s_and_the_zip_agrees(string algorithm)
    {
        var (plain, corrected) = (TrainedModels.Get("loan", algorithm), Train(algorithm));
        var data = PlantedData.Dataset("loan");
        var sample = (double)data.Events / data.Rows;
        var shift = Math.Log(Rate / (1 - Rate)) - Math.Log(sample / (1 - sample));

        Assert.Null(plain.Manifest.PriorCorrection);
        Assert.Equal((Rate, sample), (corrected.Manifest.PriorCorrection!.PopulationRate, corrected.Manifest.PriorCorrection.SampleRate));
        Assert.Equal(shift, corrected.Manifest.PriorCorrection.Shift, 1e-12);
        var moved = TrainedModels.LogOdds(corrected, data);
        Assert.All(TrainedModels.LogOdds(plain, data).Zip(moved), z => Assert.Equal(z.First + shift, z.Second, 1e-12));
        Assert.All(
            TrainedModels.Transform(corrected.Chain, corrected, data).GetColumn<float>("Probability").Zip(moved),
            row => Assert.Equal(LogOddsMap.Probability(row.Second), row.First, 1e-6));
    }

    [Fact]
    public void A_scorecard_s_base_holds_the_correction_and_its_bins_do_not()
    {
        var (plain, corrected) = (TrainedModels.Get("loan", "scorecard").Manifest, Train("scorecard").Manifest);
        var (before, after) = (plain.Scorecard!, corrected.Scorecard!);
        var shift = corrected.PriorCorrection!.Shift;

        Assert.Equal(before.BaseLogOdds + shift, after.BaseLogOdds, 1e-12);
        // 20 points double the odds of no event.
        Assert.Equal(before.BasePoints!.Value - 20 * shift / Math.Log(2), after.BasePoints!.Value, 1e-9);
        Assert.Equal(Points(before), Points(after));

        static double?[] Points(ScorecardTable table) => [.. table.Features.SelectMany(f => f.Bins).Select(b => b.Points)];
    }

    [Fact]
    public void A_sample_of_the_others_is_corrected_back_to_the_file_it_was_drawn_from()
    {
        // Of the rows without the event three in four are missing.
        var table = PlantedData.Loans(rows: 8000);
        var label = ((NumericColumn)table.Find("event")!).Values;
        int[] kept = [.. Enumerable.Range(0, 8000).Where(r => label[r] == 1 || r % 4 == 0)];
        var sample = new Table([.. table.Columns.Select(c => c.Take(kept))], kept.Length);
        var population = label.Average();
        var options = PlantedData.Options("loan", "logistic");

        var whole = TrainedModels.Train("loan", options, table: table).Manifest;
        var corrected = TrainedModels.Train("loan", options with { PopulationRate = population }, table: sample).Manifest;
        var uncorrected = TrainedModels.Train("loan", options, table: sample);

        Assert.InRange(corrected.PriorCorrection!.SampleRate, population + 0.2, 1);
        Assert.InRange(TrainedModels.LogOdds(uncorrected, PlantedData.Dataset("loan", table)).Average(LogOddsMap.Probability), population + 0.15, 1);
        Assert.Equal(population, corrected.Evaluation.PopulationRate);
        // What the whole file's rows say, a third of them weighed to its rate says too, within what chance leaves.
        Assert.Equal(whole.Metrics.Brier, corrected.Metrics.Brier, 0.01);
        Assert.Equal(whole.Metrics.LogLoss, corrected.Metrics.LogLoss, 0.03);
        Assert.Equal(whole.Metrics.PrAuc!.Value, corrected.Metrics.PrAuc!.Value, 0.03);
        Assert.InRange(corrected.Metrics.CalibrationIntercept!.Value, -0.1, 0.1);
        Assert.InRange(corrected.Metrics.CalibrationError, 0, 0.03);
    }

    [Fact]
    public void The_sample_s_rate_is_by_weight()
    {
        var model = TrainedModels.Train(
            "loan", PlantedData.LoanOptions with { Algorithm = "logistic", Weight = "weight", PopulationRate = Rate },
            table: PlantedData.Loans());
        var table = PlantedData.Loans();
        double[] weight = [.. ((NumericColumn)table.Find("weight")!).Values], label = [.. ((NumericColumn)table.Find("event")!).Values];

        Assert.Equal(weight.Zip(label, (w, y) => w * y).Sum() / weight.Sum(), model.Manifest.PriorCorrection!.SampleRate, 1e-12);
    }

    [Fact]
    public void What_is_ranked_the_same_has_the_same_auc_in_every_fold()
    {
        var (plain, corrected) = (TrainedModels.Get("loan", "logistic").Manifest.Evaluation, Train("logistic").Manifest.Evaluation);

        Assert.Null(plain.PopulationRate);
        Assert.All(plain.Folds.Zip(corrected.Folds), f => Assert.Equal(f.First.Metrics.Auc!.Value, f.Second.Metrics.Auc!.Value, 1e-6));
        Assert.All(plain.Folds.Zip(corrected.Folds), f => Assert.Equal(f.First.Metrics.Ks!.Value, f.Second.Metrics.Ks!.Value, 1e-6));
    }

    [Theory]
    [InlineData("loan", 0.0)]
    [InlineData("loan", 1.0)]
    [InlineData("risk", -0.1)]
    [InlineData("risk", double.NaN)]
    [InlineData("trade", 0.5)]
    public void A_rate_that_is_none_is_refused_and_any_for_bars(string domain, double rate)
        => Assert.Equal(["populationRate"], OptionsCheck.Find(domain, new() { PopulationRate = rate }).Keys);

    private static TrainedModel Train(string algorithm)
        => TrainedModels.Train("loan", PlantedData.Options("loan", algorithm) with { PopulationRate = Rate });
}
