using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Explanation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests;

/// <summary>A finished model under another line.</summary>
public sealed class RecalibratedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recalibrated-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("logistic")]
    [InlineData("fastForest")]
    [InlineData("blend")]
    [InlineData("scorecard")]
    public void Every_golden_row_s_log_odds_move_along_the_line_by_the_zip_alone_too_and_stay_explained(string algorithm)
    {
        var model = ExplainedModels.Get(algorithm);
        var source = model.Manifest with { Version = 3 };
        LogOddsMap[] lines = [new(0.6, -0.4), new(1.5, 0.3)];
        var (manifest, zip) = (source, TrainedModels.Save(model));
        foreach (var line in lines)
        {
            // Twice: the second replaces the first's last step.
            manifest = Recalibrated.Describe(manifest, From(manifest, line))!;
            var path = Path.Combine(_folder, "model.zip");
            Recalibrated.Save(zip, manifest, path, _folder);
            zip = File.ReadAllBytes(path);
        }

        // 1.5 (.6 z - .4) + .3
        Assert.All(source.Golden.Zip(manifest.Golden), g => Assert.Equal(0.9 * g.First.LogOdds - 0.3, g.Second.LogOdds, 1e-9));
        // Checks the golden rows, and that contributions add up to them.
        ExplanationCheck.Verify(Scorer.Load(new MemoryStream(zip), manifest, explanation: model.Explanation.ToJson()));
        var probability = Probability(zip, manifest);
        Assert.All(manifest.Golden.Zip(probability), g => Assert.Equal(1 / (1 + Math.Exp(-g.First.LogOdds)), g.Second, 1e-5));
    }

    [Fact]
    public void A_scorecard_s_table_moves_along_the_line()
    {
        var source = ExplainedModels.Get("scorecard").Manifest;
        var (before, after) = (source.Scorecard!, Recalibrated.Describe(source, From(source, new(0.6, -0.4)))!.Scorecard!);
        Assert.Equal(0.6 * before.BaseLogOdds - 0.4, after.BaseLogOdds, 1e-12);
        // 20 points double the odds of the good.
        Assert.Equal(before.BasePoints!.Value - 20 / Math.Log(2) * (after.BaseLogOdds - before.BaseLogOdds), after.BasePoints!.Value, 1e-9);
        var bins = before.Features.SelectMany(f => f.Bins).Zip(after.Features.SelectMany(f => f.Bins)).ToArray();
        Assert.All(bins, b => Assert.Equal(0.6 * b.First.LogOdds, b.Second.LogOdds, 1e-12));
        Assert.All(bins, b => Assert.Equal(0.6 * b.First.Points!.Value, b.Second.Points!.Value, 1e-9));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.7, -0.5)]
    [InlineData(1.3, 0.8)]
    public void Metrics_computed_again_from_the_distribution_are_those_of_the_rows(double slope, double offset)
    {
        var (logOdds, label) = Rows();
        var stored = Evaluator.Holdout(new(Array.ConvertAll(logOdds, LogOddsMap.Probability), label));
        double[] moved = [.. logOdds.Select(z => LogOddsMap.Probability(slope * z + offset))];
        var (expected, report) = (Evaluator.Measure(moved, label), MovedEvaluation.Of(stored, slope, offset, rate: null)!);
        var metrics = report.Metrics;
        Assert.Equal((expected.Auc!.Value, expected.Ks!.Value), (metrics.Auc!.Value, metrics.Ks!.Value));
        Assert.Equal(expected.LogLoss, metrics.LogLoss, 1e-3);
        Assert.Equal(expected.Brier, metrics.Brier, 1e-3);
        Assert.Equal(expected.CalibrationSlope!.Value, metrics.CalibrationSlope!.Value, 0.01);
        Assert.Equal(expected.CalibrationIntercept!.Value, metrics.CalibrationIntercept!.Value, 0.01);
        Assert.Equal(expected.Accuracy, metrics.Accuracy, 0.01);
        Assert.Equal(expected.CalibrationError, metrics.CalibrationError, 0.005);
        Assert.Equal(label.Count(l => l), metrics.Confusion.TruePositive + metrics.Confusion.FalseNegative);
        // What was not measured has no interval, and nothing claims to be measured that was not.
        Assert.Equal(["auc", "gini", "hMeasure", "ks", "prAuc"], report.Intervals.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(report.Warnings, w => w.Contains("computed again", StringComparison.Ordinal));
        var threshold = stored.Curves!.Roc[1].Threshold!.Value;
        Assert.Equal(LogOddsMap.Probability(slope * Math.Log(threshold / (1 - threshold)) + offset), report.Curves!.Roc[1].Threshold!.Value, 1e-12);
    }

    [Fact]
    public void At_a_given_event_rate_metrics_are_those_of_a_population_of_that_rate()
    {
        // King and Zeng: log-odds right for a sample, shifted, are right for a population in which only the classes' shares differ.
        const double Rate = 0.05;
        var (logOdds, label) = Rows();
        var sampled = label.Count(l => l) / (double)label.Length;
        var shift = Math.Log(Rate / (1 - Rate)) - Math.Log(sampled / (1 - sampled));
        var stored = Evaluator.Holdout(new(Array.ConvertAll(logOdds, LogOddsMap.Probability), label));
        var metrics = MovedEvaluation.Of(stored, 1, shift, Rate)!.Metrics;
        float[] weight = [.. label.Select(y => (float)(y ? Rate / sampled : (1 - Rate) / (1 - sampled)))];
        var expected = Evaluator.Measure([.. logOdds.Select(z => LogOddsMap.Probability(z + shift))], label, weight);
        Assert.Equal(expected.LogLoss, metrics.LogLoss, 1e-3);
        Assert.Equal(expected.Brier, metrics.Brier, 1e-3);
        Assert.Equal(expected.PrAuc!.Value, metrics.PrAuc!.Value, 0.01);
        Assert.Equal(expected.CalibrationIntercept!.Value, metrics.CalibrationIntercept!.Value, 0.02);
        Assert.InRange(metrics.CalibrationIntercept.Value, -0.2, 0.2);
    }

    [Fact]
    public void The_shift_is_from_the_rate_that_the_version_is_right_for()
    {
        var trained = ExplainedModels.Get("logistic").Manifest with { Version = 1 };
        var rate = (double)trained.Rows.Events / trained.Rows.Used;
        var first = Recalibrated.ByEventRate(trained, 0.03)!;
        Assert.Equal(new(1, Shift(rate, 0.03)), first.Line with { Offset = Math.Round(first.Line.Offset, 12) }, Near);
        var again = Recalibrated.ByEventRate(Recalibrated.Describe(trained, first)!, 0.2)!;
        Assert.Equal(Shift(0.03, 0.2), again.Line.Offset, 1e-12);
        var population = Recalibrated.ByEventRate(ExplainedModels.Get("logistic", 0.1).Manifest, 0.03)!;
        Assert.Equal(Shift(0.1, 0.03), population.Line.Offset, 1e-12);
        // By weight where rows have any; a version that did not keep it cannot be shifted.
        var weighed = trained with { Options = trained.Options with { Weight = "w" }, Rows = trained.Rows with { EventRate = 0.4 } };
        Assert.Equal(Shift(0.4, 0.03), Recalibrated.ByEventRate(weighed, 0.03)!.Line.Offset, 1e-12);
        Assert.Null(Recalibrated.ByEventRate(weighed with { Rows = weighed.Rows with { EventRate = null } }, 0.03));

        static double Shift(double from, double to) => Math.Log(to / (1 - to)) - Math.Log(from / (1 - from));

        static bool Near(LogOddsMap one, LogOddsMap other) => one.Slope == other.Slope && Math.Abs(one.Offset - other.Offset) < 1e-9;
    }

    [Fact]
    public void A_version_that_keeps_no_distribution_of_its_scores_cannot_be_described_anew()
    {
        var source = ExplainedModels.Get("logistic").Manifest;
        source = source with { Evaluation = source.Evaluation with { Curves = source.Evaluation.Curves! with { Distribution = null } } };
        Assert.Null(Recalibrated.Describe(source, From(source, new(0.6, -0.4))));
    }

    private static RecalibratedFrom From(Manifest source, LogOddsMap line) => new()
    {
        Version = source.Version,
        Kind = RecalibratedFrom.LabelledFile,
        Line = line,
        Before = source.LogOdds,
        After = new(line.Slope * source.LogOdds.Slope, line.Slope * source.LogOdds.Offset + line.Offset),
        EventRate = 0.2,
    };

    /// <summary>4,000 rows whose log-odds are right.</summary>
    private static (double[] LogOdds, bool[] Label) Rows()
    {
        var random = new Random(11);
        double[] logOdds = [.. Enumerable.Range(0, 4000).Select(_ => 1.3 * PlantedData.Normal(random) - 1)];
        return (logOdds, [.. logOdds.Select(z => random.NextDouble() < LogOddsMap.Probability(z))]);
    }

    private static float[] Probability(byte[] zip, Manifest manifest)
    {
        var chain = new MLContext().Model.Load(new MemoryStream(zip), out _);
        var inputs = manifest.Signature.Inputs;
        var rows = CellDataset.Of(inputs, [.. manifest.Golden.Select(g => g.Cells)]);
        var scored = chain.Transform(new DatasetView(rows, [.. Enumerable.Range(0, rows.Rows)], [.. Enumerable.Range(0, inputs.Count)]));
        return [.. scored.GetColumn<float>("Probability")];
    }
}
