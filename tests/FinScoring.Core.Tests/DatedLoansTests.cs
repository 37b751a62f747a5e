using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Normalization.PerColumn;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>Loans of different people over 36 months, the label known a year later: as a date is named, nothing else changes.</summary>
public class DatedLoansTests
{
    private const int Loans = 1500, Fresh = 6000;

    private static readonly TrainingOptions Undated = new() { Label = "bad", Exclude = ["month", "person"], Folds = 3 };

    private static readonly TrainingOptions Dated = Undated with { Exclude = ["person"], Time = "month", Horizon = "P12M" };

    [Theory]
    [InlineData(null, "rows")]
    [InlineData("person", "groups")]
    public void A_file_of_dated_loans_is_compared_and_measured_as_any_other(string? group, string drawn)
    {
        var options = group is null ? Dated : Dated with { Exclude = [], Group = group };
        var manifest = TrainedModels.Train("loan", options, table: Of(Loans, seed: 1)).Manifest;

        Assert.Equal(["blend", "lightgbm", "logistic", "scorecard"], manifest.Candidates.Select(c => c.Algorithm).Order(StringComparer.Ordinal));
        Assert.StartsWith("Log-loss on 3 windows of time, each forecast from the rows before it,", manifest.AlgorithmReason, StringComparison.Ordinal);
        Assert.Equal("forward", manifest.Evaluation.Protocol);
        Assert.Equal(3, manifest.Evaluation.Folds.Count);
        Assert.Equal(12, manifest.Evaluation.Intervals.Count);
        Assert.Contains(drawn, manifest.Evaluation.Resampled, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("logistic")]
    public void A_month_that_is_noise_costs_next_to_nothing_on_fresh_loans(string algorithm)
    {
        var table = Of(Loans + Fresh, seed: 2);
        var (undated, dated) = (Fit(Undated with { Algorithm = algorithm }), Fit(Dated with { Algorithm = algorithm }));

        // Of standardized numbers, which are all that a date left it, logistic regression would make .1 less of these curves.
        Assert.InRange(Auc(dated, Dated), Auc(undated, Undated) - 0.006, 1);
        if (algorithm == "logistic") Assert.Contains(dated.Scales, s => s is { Name: "age", Scale: not ColumnScale.MeanVariance });

        FittedModel Fit(TrainingOptions options)
            => new Recipe(Prepared(options), options, new Core.Training.Workers(1), new(_ => { }, default)).Fit([.. Enumerable.Range(0, Loans)], "the loans");

        double Auc(FittedModel model, TrainingOptions options)
        {
            int[] fresh = [.. Enumerable.Range(Loans, Fresh)];
            var data = Prepared(options);
            return Evaluator.Measure(model.Probability(data, fresh), Array.ConvertAll(fresh, r => data.Label[r])).Auc!.Value;
        }

        Dataset Prepared(TrainingOptions options) => Domain.Find("loan")!.Prepare(table, options);
    }

    /// <summary>Both the young and the old, and high utilization, default more; one purpose, too. Three loans a person.</summary>
    private static Table Of(int loans, int seed)
    {
        var random = new Random(seed);
        double[] Normals() => [.. Enumerable.Range(0, loans).Select(_ => PlantedData.Normal(random))];
        double[] age = Normals(), income = Array.ConvertAll(Normals(), x => Math.Exp(10 + 0.8 * x)), used = Array.ConvertAll(Normals(), x => 1 / (1 + Math.Exp(-x)));
        string[] purpose = [.. Enumerable.Range(0, loans).Select(_ => random.Next(4) switch { 0 => "car", 1 => "house", 2 => "trip", _ => "debt" })];
        double[] bad = [.. Enumerable.Range(0, loans).Select(i =>
        {
            var logOdds = -1.9 + 1.1 * age[i] * age[i] - 0.8 * (Math.Log(income[i]) - 10) + (used[i] > 0.7 ? 1.2 : 0) + (purpose[i] == "debt" ? 0.8 : -0.3);
            return random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1.0 : 0;
        })];
        return Tables.Of(
            Tables.Numbers("age", age), Tables.Numbers("income", income), Tables.Numbers("used", used), Tables.Texts("purpose", purpose),
            Tables.Dates("month", [.. bad.Select(_ => $"{2015 + random.Next(3)}-{1 + random.Next(12):00}-01")]),
            Tables.Texts("person", [.. Enumerable.Range(0, loans).Select(i => $"P{i / 3}")]), Tables.Numbers("bad", bad));
    }
}
