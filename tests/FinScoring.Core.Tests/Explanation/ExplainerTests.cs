using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Training;

namespace FinScoring.Core.Tests.Explanation;

public class ExplainerTests
{
    public static IEnumerable<object[]> Cases
        => Domain.All.SelectMany(d => Algorithms.Names, (d, a) => new object[] { d.Name, a });

    // What auto chooses is one of the others.
    public static TheoryData<string> Names => [.. Algorithms.Names.Where(name => name != Algorithms.Auto)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Contributions_add_up_to_the_answer_whatever_a_row_is_compared_with(string domain, string algorithm)
    {
        var model = TrainedModels.Get(domain, algorithm);
        var scorer = ExplainedModels.Load(model);
        var explainer = Explainer.Of(scorer)!;
        using var row = scorer.Rent();
        foreach (var golden in model.Manifest.Golden)
        {
            var logOdds = ExplainedModels.LogOdds(row, golden.Cells);
            foreach (var against in new[] { explainer, explainer.AgainstTraining, ExplainedVersion.Of(scorer)!.Against([3, 1, 4], "three") })
            {
                var (baseline, contributions) = ExplainedModels.Explain(against, row);
                Assert.Equal(logOdds, baseline + contributions.Sum(), 1e-9);
                // Nothing but the rounding of single precision may have gone into the baseline.
                Assert.Equal(against.Baseline, baseline, 2e-6 * Math.Max(1, Math.Abs(logOdds)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_column_sent_is_one_player_whatever_became_of_it(string algorithm) => EqualsTheDefinition(ExplainedModels.Get(algorithm));

    [Theory]
    [InlineData("blend")]
    [InlineData("lightgbm")]
    [InlineData("scorecard")]
    public void A_population_rate_moves_the_baseline_only(string algorithm)
    {
        var model = ExplainedModels.Get(algorithm, populationRate: 0.02);
        EqualsTheDefinition(model);
        var (moved, plain) = (Explainer.Of(ExplainedModels.Load(model))!, Explainer.Of(ExplainedModels.Load(ExplainedModels.Get(algorithm)))!);
        Assert.Equal(plain.Baseline + model.Manifest.PriorCorrection!.Shift, moved.Baseline, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_baseline_against_training_rows_is_their_mean_log_odds(string algorithm)
    {
        // The sample holds all 800 rows.
        var explainer = Explainer.Of(ExplainedModels.Load(ExplainedModels.Get(algorithm)))!;
        Assert.Equal(ExplainedModels.Rows, explainer.Sample.LogOdds.Length);
        Assert.Equal(explainer.Sample.LogOdds.Average(), explainer.AgainstTraining.Baseline, 1e-5);
        Assert.Equal("training", explainer.AgainstTraining.BaselineName);
    }

    [Fact]
    public void The_baseline_is_the_mean_of_all_rows_where_they_are_counted_in_parts()
    {
        var data = PlantedData.Dataset("loan", PlantedData.Loans(rows: 110_000));
        var model = new ScoringPipeline(2).Train("loan", data, PlantedData.Options("loan", "logistic") with { Folds = 2 }, _ => { });
        var mean = TrainedModels.LogOdds(model, data).Average();
        Assert.Equal(mean, Explainer.Of(ExplainedModels.Load(model))!.AgainstTraining.Baseline, 1e-5);
    }

    [Fact]
    public void The_background_is_the_first_hundred_rows_of_the_sample()
    {
        var scorer = ExplainedModels.Load(ExplainedModels.Get("logistic"));
        var explainer = Explainer.Of(scorer)!;
        Assert.Equal("background", explainer.BaselineName);
        Assert.Equal(explainer.Sample.LogOdds.Take(100).Average(), explainer.Baseline, 1e-5);
        Assert.Equal(explainer.Sample.LogOdds[7], ExplainedVersion.Of(scorer)!.Against([7], "one").Baseline, 1e-5);
    }

    [Fact]
    public void A_row_compared_with_itself_has_no_contribution()
    {
        var model = ExplainedModels.Get("blend");
        var scorer = ExplainedModels.Load(model);
        using var row = scorer.Rent();
        ExplainedModels.LogOdds(row, model.Explanation.Rows[5]);
        Assert.All(ExplainedModels.Explain(ExplainedVersion.Of(scorer)!.Against([5], "itself"), row).Contributions, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Many_threads_get_what_one_gets_and_the_explainer_is_made_once()
    {
        var model = ExplainedModels.Get("blend");
        var scorer = ExplainedModels.Load(model);
        var explainers = new Explainer[8];
        Parallel.For(0, explainers.Length, i => explainers[i] = Explainer.Of(scorer)!);
        Assert.Single(explainers.Distinct());
        double[][] expected = [.. model.Explanation.Rows.Select(Explain)];
        Parallel.For(0, 4 * expected.Length, i => Assert.Equal(expected[i % expected.Length], Explain(model.Explanation.Rows[i % expected.Length])));

        double[] Explain(IReadOnlyList<string?> cells)
        {
            using var row = scorer.Rent();
            ExplainedModels.LogOdds(row, cells);
            var values = new double[cells.Count];
            explainers[0].Explain(row, values);
            return values;
        }
    }

    [Fact]
    public void Filling_a_span_allocates_no_more_than_MLNet_does_for_the_features()
    {
        var scorer = ExplainedModels.Load(ExplainedModels.Get("blend"));
        var explainer = Explainer.Of(scorer)!;
        using var row = scorer.Rent();
        ExplainedModels.LogOdds(row, scorer.Manifest.Golden[0].Cells);
        var values = new double[scorer.Manifest.Signature.Inputs.Count];
        Assert.Equal(Allocated(() => _ = row.Features(0).Length + row.Features(1).Length), Allocated(() => explainer.Explain(row, values)));

        static long Allocated(Action act)
        {
            for (var i = 0; i < 10; i++) act();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) act();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Numbers_far_outside_the_training_range_are_explained_too(string domain, string algorithm)
    {
        var scorer = ExplainedModels.Load(TrainedModels.Get(domain, algorithm));
        var explainer = Explainer.Of(scorer)!;
        using var row = scorer.Rent();
        foreach (var extreme in new[] { "3.4e38", "-3.4e38", "1e9", "0" })
        {
            var logOdds = ExplainedModels.LogOdds(row, [.. scorer.Manifest.Signature.Inputs.Select(i => i.Kind == ColumnKind.Numeric ? extreme : "never seen")]);
            var (baseline, contributions) = ExplainedModels.Explain(explainer, row);
            Assert.Equal(logOdds, baseline + contributions.Sum(), 1e-6);
        }
    }

    [Fact]
    public void A_row_must_be_complete_and_of_the_same_version()
    {
        var (one, other) = (ExplainedModels.Load(ExplainedModels.Get("logistic")), ExplainedModels.Load(ExplainedModels.Get("logistic")));
        using var row = one.Rent();
        Assert.Throws<InvalidOperationException>(() => ExplainedModels.Explain(Explainer.Of(one)!, row));
        ExplainedModels.LogOdds(row, one.Manifest.Golden[0].Cells);
        Assert.Throws<ArgumentException>(() => ExplainedModels.Explain(Explainer.Of(other)!, row));
    }

    [Fact]
    public void A_version_that_stores_nothing_scores_and_has_no_explainer()
    {
        var model = ExplainedModels.Get("logistic");
        var scorer = ExplainedModels.Load(model, explanation: null);
        using var row = scorer.Rent();
        Assert.Equal(model.Manifest.Golden[0].LogOdds, ExplainedModels.LogOdds(row, model.Manifest.Golden[0].Cells));
        Assert.Null(Explainer.Of(scorer));
    }

    /// <summary>Rows mixed cell by cell and scored by the whole chain: what a set of columns is worth, by definition.</summary>
    private static void EqualsTheDefinition(TrainedModel model)
    {
        var scorer = ExplainedModels.Load(model);
        int[] background = [.. Enumerable.Range(20, 12)];
        var against = ExplainedVersion.Of(scorer)!.Against(background, "twelve");
        using var row = scorer.Rent();
        var rows = model.Explanation.Rows;
        foreach (var x in new[] { rows[0], rows[1], rows[2], model.Manifest.Golden[3].Cells, model.Manifest.Golden[4].Cells })
        {
            var expected = BruteForce.Shapley(x.Count, set => background.Average(b => ExplainedModels.LogOdds(row, Mixed(set, x, rows[b]))));
            ExplainedModels.LogOdds(row, x);
            var actual = new double[x.Count];
            against.Explain(row, actual);
            for (var i = 0; i < actual.Length; i++) Assert.Equal(expected[i], actual[i], 5e-6);
        }
    }

    private static IReadOnlyList<string?> Mixed(int set, IReadOnlyList<string?> row, IReadOnlyList<string?> other)
        => [.. row.Select((cell, i) => (set >> i & 1) == 1 ? cell : other[i])];
}
