using System.Collections.Concurrent;
using System.Globalization;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

/// <summary>
/// Does a 95 % interval hold the population's value in 95 of 100 files? Counted on simulated files: 120 of the most usual kind and 60
/// of others, or as many as the environment variable FINSCORING_COVERAGE_FILES says.
/// </summary>
public class CoverageTests
{
    private const int Rows = 300, Resamples = 200, Large = 100_000;

    [Theory]
    [InlineData(0.2, 1.0, 1.0, 120)]
    [InlineData(0.5, 2.0, 1.0, 60)]
    [InlineData(0.3, 0.3, 0.6, 60)]
    public void Every_interval_holds_what_is_true_of_the_population(double rate, double shift, double slope, int files)
        => Check(new(rate, shift, slope), files: files);

    [Fact]
    public void Every_interval_holds_the_truth_where_rows_of_one_group_are_alike()
        => Check(new(0.3, 1) { RowsPerGroup = 2 }, Rows * 2);

    [Fact]
    public void Every_interval_holds_the_truth_where_rows_are_weighed_to_the_population()
        => Check(new(0.2, 1.2) { SampledRate = 0.4 });

    [Fact]
    public void Every_interval_holds_the_truth_where_many_probabilities_are_equal()
        => Check(new(0.3, 1) { Levels = 8 });

    [Fact]
    public void A_model_that_knows_nothing_has_a_ks_and_an_h_measure_that_may_be_nothing()
    {
        // What the rows say of themselves: probabilities spread as if they meant something, outcomes that do not follow.
        var files = Files(60);
        var held = Enumerable.Range(0, files).Select(seed => Some.TwoNormals(Rows, 0, seed)).Select(rows => Intervals(rows).Metrics()).ToArray();

        Assert.InRange(held.Count(i => i["ks"].Low == 0), Fewest(files), files);
        Assert.InRange(held.Count(i => i["hMeasure"].Low == 0), Fewest(files), files);
    }

    [Fact]
    public void The_population_that_files_are_drawn_from_has_the_auc_and_ks_of_two_normal_distributions()
    {
        var metrics = Truth(new(0.2, 1));

        // Φ(1 / √2) and 2 Φ(1 / 2) - 1.
        Assert.Equal(0.7602499389, metrics.Auc!.Value, 0.005);
        Assert.Equal(0.3829249225, metrics.Ks!.Value, 0.007);
        Assert.Equal(1, metrics.CalibrationSlope!.Value, 0.03);
        Assert.Equal(0, metrics.CalibrationIntercept!.Value, 0.03);
    }

    private static int Files(int usual) => Environment.GetEnvironmentVariable("FINSCORING_COVERAGE_FILES") is { } many
        ? int.Parse(many, CultureInfo.InvariantCulture)
        : usual;

    private static void Check(Population population, int rows = Rows, int files = 60)
    {
        var large = Ranked(population with { RowsPerGroup = 1 }, Large, seed: 1);
        var truth = Figures(large.Measure(large.Weight));
        var (held, tried) = (new ConcurrentDictionary<string, int>(), new ConcurrentDictionary<string, int>());
        Parallel.For(0, Files(files), new() { MaxDegreeOfParallelism = 2 }, file =>
        {
            var drawn = population.Draw(rows, 1000 + file);
            var intervals = Intervals(drawn);
            var deciles = intervals.Deciles(DecileTable.Of(new RankedScores(drawn.Probability, drawn.Label, drawn.Weight).Steps));
            foreach (var (name, interval) in intervals.Metrics()) Count(name, interval);
            foreach (var decile in deciles)
            {
                Count($"lift {decile.Number}", decile.LiftInterval!);
                if (decile.Number < deciles.Count) Count($"gain {decile.Number}", decile.GainInterval!);
            }
        });

        Assert.Equal(truth.Keys.Order(), tried.Keys.Order());
        var missed = tried.Where(t => held.GetValueOrDefault(t.Key) < Fewest(t.Value))
            .Select(t => $"{t.Key}: {held.GetValueOrDefault(t.Key)} of {t.Value}");
        Assert.Empty(missed);

        void Count(string name, Interval interval)
        {
            tried.AddOrUpdate(name, 1, (_, n) => n + 1);
            if (interval.Low <= truth[name] && truth[name] <= interval.High) held.AddOrUpdate(name, 1, (_, n) => n + 1);
        }
    }

    /// <summary>With 93 of 100, which is about 95, fewer happen once in forty tries.</summary>
    private static int Fewest(int files) => (int)Math.Floor(0.93 * files - 2 * Math.Sqrt(0.93 * 0.07 * files));

    private static Metrics Truth(Population population) => Ranked(population, Large, seed: 1).Measure();

    private static Dictionary<string, double> Figures(Measurement measured)
    {
        var figures = MetricValues.Resampled(measured.Metrics).ToDictionary(v => v.Name, v => v.Value!.Value);
        figures["calibrationError"] = measured.Metrics.CalibrationError;
        foreach (var decile in measured.Deciles)
        {
            figures[$"lift {decile.Number}"] = decile.Lift;
            if (decile.Number < measured.Deciles.Count) figures[$"gain {decile.Number}"] = decile.Gain;
        }

        return figures;
    }

    private static RankedScores Ranked(Population population, int rows, int seed)
    {
        var drawn = population.Draw(rows, seed);
        return new(drawn.Probability, drawn.Label, drawn.Weight);
    }

    private static ResampledIntervals Intervals(ScoredRows rows)
    {
        var ranked = new RankedScores(rows.Probability, rows.Label, rows.Weight);
        var resamples = Bootstrap.Measure(rows, ranked, 1, new() { MaxDegreeOfParallelism = 1 }, ranked.Measure, Resamples);
        return new(ranked.Measure(ranked.Weight), resamples, EffectiveRows.Of(rows));
    }
}
