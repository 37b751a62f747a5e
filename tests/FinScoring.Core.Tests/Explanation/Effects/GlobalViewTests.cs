using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation.Effects;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Domains;
using FinScoring.Core.Training;

namespace FinScoring.Core.Tests.Explanation.Effects;

/// <summary>The definitions on composed rows, scored by the whole chain, are the oracle.</summary>
public class GlobalViewTests
{
    private static readonly string[] Additive = ["logistic", "linear", "gam", "scorecard"];

    public static IEnumerable<object[]> Cases
        => Domain.All.SelectMany(d => Algorithms.Names, (d, a) => new object[] { d.Name, a });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_domain_and_algorithm_has_a_view_whose_parts_add_up(string domain, string algorithm)
    {
        var scorer = ExplainedModels.Load(TrainedModels.Get(domain, algorithm));
        var view = GlobalView.Of(scorer)!;
        var names = scorer.Manifest.Signature.Inputs.Select(i => i.Name).Order().ToArray();
        Assert.Equal(names, view.Importance.Select(i => i.Feature).Order());
        Assert.Equal(view.Importance.Select(i => i.Feature), view.Effects.Select(e => e.Feature));
        Assert.Equal(view.Importance.OrderByDescending(i => i.MeanAbsolute), view.Importance);
        Assert.Equal(1, view.Importance.Sum(i => i.Share), 1e-9);
        Assert.All(view.Effects, e => Assert.Equal(view.Rows, e.Points.Sum(p => p.Rows)));
        Assert.All(view.Effects.SelectMany(e => e.Points), p => Assert.True(p.Low <= p.High));
        // Baseline and mean contributions are the mean score.
        var sum = view.Effects.Sum(e => e.Points.Sum(p => p.Contribution * p.Rows / view.Rows));
        Assert.Equal(FinScoring.Core.Explanation.Explainer.Of(scorer)!.Sample.LogOdds.Average(), view.Baseline + sum, 1e-5);
        if (Additive.Contains(algorithm)) Assert.Empty(view.Interactions);
        Assert.Equal(view.Interactions.OrderByDescending(i => i.HSquared), view.Interactions);
        Assert.Same(view, GlobalView.Of(scorer));
    }

    [Theory]
    [InlineData("scorecard")]
    [InlineData("lightgbm")]
    [InlineData("fastForest")]
    [InlineData("blend")]
    public void Importance_is_the_mean_size_of_the_Shapley_values_by_definition(string algorithm)
    {
        var (scorer, rows) = FewRows(algorithm);
        var logOdds = Memory(scorer, rows);
        var sums = new double[scorer.Inputs.Length];
        for (var x = 0; x < rows.Count; x++)
        {
            var values = BruteForce.Shapley(sums.Length, set => Enumerable.Range(0, rows.Count).Average(b => logOdds(x, b, set)));
            for (var i = 0; i < sums.Length; i++) sums[i] += Math.Abs(values[i]) / rows.Count;
        }

        foreach (var line in GlobalView.Of(scorer)!.Importance)
        {
            Assert.Equal(sums[scorer.Find(line.Feature)!.Value], line.MeanAbsolute, 5e-6);
            Assert.Equal(line.MeanAbsolute / sums.Sum(), line.Share, 5e-6);
        }
    }

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("fastTree")]
    [InlineData("fastForest")]
    [InlineData("blend")]
    public void H_is_Friedman_and_Popescu_s_by_partial_dependence_on_composed_rows(string algorithm)
    {
        var (scorer, rows) = FewRows(algorithm);
        var logOdds = Memory(scorer, rows);
        var view = GlobalView.Of(scorer)!;
        Assert.NotEmpty(view.Interactions);
        var listed = view.Interactions.ToDictionary(i => (scorer.Find(i.First)!.Value, scorer.Find(i.Second)!.Value));
        for (var i = 0; i < scorer.Inputs.Length; i++)
        {
            for (var j = i + 1; j < scorer.Inputs.Length; j++)
            {
                var (one, other, both) = (Dependence(1 << i), Dependence(1 << j), Dependence(1 << i | 1 << j));
                double[] left = [.. both.Select((value, r) => value - one[r] - other[r])];
                var (hSquared, rms) = (left.Sum(v => v * v) / both.Sum(v => v * v), Math.Sqrt(left.Average(v => v * v)));
                var found = listed.GetValueOrDefault((i, j)) ?? listed.GetValueOrDefault((j, i));
                Assert.Equal(rms, found?.Rms ?? 0, 5e-6);
                if (found is not null) Assert.Equal(hSquared, found.HSquared, 1e-4);
            }
        }

        double[] Dependence(int set)
        {
            double[] means = [.. Enumerable.Range(0, rows.Count).Select(x => Enumerable.Range(0, rows.Count).Average(b => logOdds(x, b, set)))];
            return Array.ConvertAll(means, m => m - means.Average());
        }
    }

    [Fact]
    public void The_effect_of_a_number_in_a_linear_model_is_a_line_whose_slope_is_its_coefficient()
    {
        var options = new TrainingOptions { Label = "event", Folds = 2, Algorithm = "logistic", Normalization = "meanVariance", Selection = "none" };
        var scorer = ExplainedModels.Load(TrainedModels.Train("loan", options, table: Planted((a, b) => 0.6 * a + 0.4 * b)));
        using var row = scorer.Rent();
        var coefficient = (ExplainedModels.LogOdds(row, ["1", "0", "0"]) - ExplainedModels.LogOdds(row, ["-1", "0", "0"])) / 2;
        var points = GlobalView.Of(scorer)!.Effects.Single(e => e.Feature == "a").Points;
        Assert.Equal(20, points.Count);
        Assert.All(points.Zip(points.Skip(1)), p => Assert.Equal(
            coefficient, (p.Second.Contribution - p.First.Contribution) / (p.Second.Value!.Value - p.First.Value!.Value), 1e-4));
    }

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("fastForest")]
    public void A_planted_interaction_is_found_first(string algorithm)
    {
        // Neither number says anything alone.
        var options = new TrainingOptions { Label = "event", Folds = 2, Algorithm = algorithm, Selection = "none" };
        var view = GlobalView.Of(ExplainedModels.Load(TrainedModels.Train("loan", options, table: Planted((a, b) => a * b > 0 ? 2 : -2))))!;
        var first = view.Interactions[0];
        Assert.Equal(["a", "b"], new[] { first.First, first.Second }.Order());
        Assert.True(first.HSquared > 0.5, $"H² is {first.HSquared}.");
        Assert.All(view.Interactions.Skip(1), other => Assert.True(other.Rms < first.Rms / 2));
    }

    [Fact]
    public void A_version_that_stores_no_rows_has_no_view()
        => Assert.Null(GlobalView.Of(ExplainedModels.Load(ExplainedModels.Get("lightgbm"), explanation: null)));

    private static (Scorer Scorer, IReadOnlyList<IReadOnlyList<string?>> Rows) FewRows(string algorithm)
    {
        var model = ExplainedModels.Get(algorithm);
        var stored = model.Explanation with { Rows = [.. model.Explanation.Rows.Take(30)] };
        return (ExplainedModels.Load(model, stored.ToJson()), stored.Rows);
    }

    /// <summary>The log-odds of a row composed of one row's cells in a set and another's elsewhere.</summary>
    private static Func<int, int, int, double> Memory(Scorer scorer, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        var row = scorer.Rent();
        var known = new Dictionary<(int, int, int), double>();
        return (x, b, set) => known.TryGetValue((x, b, set), out var value) ? value
            : known[(x, b, set)] = ExplainedModels.LogOdds(row, [.. rows[x].Select((cell, i) => (set >> i & 1) == 1 ? cell : rows[b][i])]);
    }

    private static Table Planted(Func<double, double, double> logOdds)
    {
        var random = new Random(3);
        double[] a = new double[1200], b = new double[1200], noise = new double[1200], label = new double[1200];
        for (var row = 0; row < a.Length; row++)
        {
            (a[row], b[row], noise[row]) = (PlantedData.Normal(random), PlantedData.Normal(random), PlantedData.Normal(random));
            label[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds(a[row], b[row]))) ? 1 : 0;
        }

        return Tables.Of(new NumericColumn("a", a), new NumericColumn("b", b), new NumericColumn("noise", noise), new NumericColumn("event", label));
    }
}
