using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using FinScoring.Core.Tests.Domains;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Normalization;

public class LevelRatesTests
{
    private static readonly (int[] Train, int[] Test)[] None = [];

    [Fact]
    public void A_rate_is_drawn_towards_that_of_all_rows_as_far_as_levels_differ_little()
    {
        // Twenty rows of each, 10, 2 and 6 events: .3 of all. Rows vary by .3 * .7 = .21 inside a level. The levels' rates scatter
        // by 20 * (.2^2 + .2^2) = 1.6, of which 2 * .21 are chance; (1.6 - .42) / (60 - 1200 / 60) = .0295 is theirs. So
        // (.21 - .0295) / .0295 = 6.1186 rows are added, of which .3 are events, and the odds of all are 18 to 42.
        var rates = Rates(Categories([("a", 20, 10), ("b", 20, 2), ("c", 20, 6)]), None).Table.ToDictionary();
        Assert.Equal([0.6593356, -0.9122044, 0, 0], [rates["a"], rates["b"], rates["c"], rates[""]], (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Levels_that_differ_by_no_more_than_chance_say_next_to_nothing()
    {
        // Four of ten in each: less than chance would let them differ. 400 rows are added to the ten, not one, which has .09.
        var rates = Rates(Categories([.. Enumerable.Range(0, 39).Select(i => ($"l{i}", 10, 4)), ("odd", 10, 5)]), None).Table.ToDictionary();
        Assert.InRange(rates["odd"], 0.005, 0.015);
    }

    [Fact]
    public void A_row_weighs_as_its_weight_says()
    {
        (string, int, int)[] levels = [("a", 20, 10), ("b", 20, 2), ("c", 20, 6)];
        // The unit of the weights is nobody's business: their mean counts as one row.
        Assert.Equal(Rates(Categories(levels), None).Table, Rates(Categories(levels, [.. Enumerable.Repeat(3f, 60)]), None).Table);
        // Level b alone weighs more: it comes nearer to its own rate, and the rate of all rows comes nearer to it.
        var heavy = Categories(levels, [.. Enumerable.Range(0, 60).Select(i => i is >= 20 and < 40 ? 4f : 1f)]);
        // Means of 2: rows of 10, 40 and 10 with 5, 4 and 3 events, .2 of all. scatter = 10 * .3^2 + 40 * .1^2 + 10 * .1^2 = 1.4 less
        // 2 * .16, over 60 - 1800 / 60: .036. So (.16 - .036) / .036 = 3.4444 rows are added; the odds of all are 12 to 48.
        var rates = Rates(heavy, None).Table.ToDictionary();
        Assert.Equal([LogOdds(5, 5), LogOdds(4, 36), LogOdds(3, 7)], [rates["a"], rates["b"], rates["c"]], (a, b) => Math.Abs(a - b) < 1e-6);

        static double LogOdds(double events, double others) => Math.Log((events + 3.444444444 * 0.2) / (others + 3.444444444 * 0.8) * (48.0 / 12));
    }

    [Fact]
    public void No_row_learns_from_its_own_label_to_the_bit()
        => Gen.Select(Gen.Int[0, 4].Array[40, 80], Gen.Int[0, 39], Gen.Int[0, int.MaxValue])
            .Sample((codes, row, seed) =>
            {
                var random = new Random(seed);
                bool[] label = [.. codes.Select((_, i) => i % 4 == 0 || random.Next(2) == 0 && i % 4 > 1)];
                bool[] other = [.. label.Select((l, i) => i == row ? !l : l)];
                return Training(codes, label)[row] == Training(codes, other)[row];
            });

    [Fact]
    public void Where_labels_are_chance_what_rows_learn_from_does_not_know_them()
    {
        var random = new Random(2);
        int[] codes = [.. Enumerable.Range(0, 6000).Select(_ => random.Next(1000))];
        bool[] label = [.. codes.Select(_ => random.Next(4) == 0)];
        // A correlation of chance has a standard error of 1 / sqrt(6000) = .013; six rows a level learn their own label by heart.
        Assert.InRange(Correlation(Training(codes, label), label), -0.05, 0.05);
        var table = Rates(Data(codes, label, null), None).Table;
        Assert.True(Correlation([.. codes.Select(c => table[c + 1].Value)], label) > 0.3);
    }

    [Fact]
    public void More_levels_than_thirty_become_one_number_that_knows_no_new_level()
    {
        int[] codes = [.. Enumerable.Range(0, 620).Select(i => i % 31)];
        var data = Data(codes, [.. codes.Select((c, i) => i / 31 < c % 20)], null);
        var fitted = Normalizer.Fit(new MLContext(1), data, AllOf(data), [0], "none", folds: _ => Folds(data.Rows));
        Assert.Equal([new(0, true, 0, 1)], fitted.Columns);
        var asked = Data([19, 31, -1, 0], new bool[4], null);
        var scored = Vectors(new TransformerChain<ITransformer>([.. fitted.Steps]).Transform(new DatasetView(asked, AllOf(asked), [0])));
        // 19 of 20 rows have the event at level 19, none at level 0; 31 was never seen and nothing was missing.
        Assert.True(scored[0] > 1 && scored[3] < -1);
        Assert.Equal(([0f, 0f]), [scored[1], scored[2]], (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(Rates(data, Folds(data.Rows)).Training.Values, Vectors(fitted.Training));
    }

    [Fact]
    public void Thirty_levels_keep_their_slots()
    {
        int[] codes = [.. Enumerable.Range(0, 600).Select(i => i % 30)];
        var data = Data(codes, [.. codes.Select((c, i) => i / 30 < c % 20)], null);
        Assert.Equal([new(0, false, 0, 30)], Normalizer.Fit(new MLContext(1), data, AllOf(data), [0], "none").Columns);
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("lightgbm")]
    public void Labels_of_chance_cannot_be_learned_from_five_hundred_levels(string algorithm)
    {
        var manifest = Train(algorithm, rows: 3000, levels: 500, effect: 0).Manifest;
        // The standard error is .012.
        Assert.InRange(manifest.Metrics.Auc!.Value, 0.45, 0.55);
        // Ten bins of rates that knew the labels of these rows would say .05 or more.
        Assert.InRange(manifest.Selection.Single(s => s.Name == "merchant").MutualInformation!.Value, -0.01, 0.01);
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("lightgbm")]
    public void What_two_thousand_levels_say_is_found_though_each_has_ten_rows(string algorithm)
    {
        var auc = Train(algorithm, rows: 20_000, levels: 2000, effect: 1).Manifest.Metrics.Auc!.Value;
        // The planted log-odds themselves reach .74, x without the levels .55; on rows drawn alike scikit-learn's logistic regression
        // on one slot per level, with the best of four penalties, reaches .665 and .670.
        Assert.InRange(auc, 0.65, 0.74);
    }

    private static TrainedModel Train(string algorithm, int rows, int levels, double effect)
    {
        var random = new Random(8);
        double[] effects = [.. Enumerable.Range(0, levels).Select(_ => effect * PlantedData.Normal(random))];
        int[] codes = [.. Enumerable.Range(0, rows).Select(_ => random.Next(levels))];
        double[] x = [.. codes.Select(_ => PlantedData.Normal(random))];
        double[] label = [.. codes.Select((c, i) => random.NextDouble() < 1 / (1 + Math.Exp(1.5 - effects[c] - 0.2 * effect * x[i])) ? 1.0 : 0)];
        var table = Tables.Of(
            Tables.Numbers("x", x), new CategoryColumn("merchant", codes, [.. effects.Select((_, i) => $"m{i}")]), Tables.Numbers("event", label));
        return TrainedModels.Train("risk", PlantedData.LoanOptions with { Algorithm = algorithm }, table: table);
    }

    private static float[] Training(int[] codes, bool[] label) => Rates(Data(codes, label, null), Folds(codes.Length)).Training.Values;

    private static (int[] Train, int[] Test)[] Folds(int rows) => [.. Enumerable.Range(0, 5).Select(f => (
        Enumerable.Range(0, rows).Where(r => r % 5 != f).ToArray(), Enumerable.Range(0, rows).Where(r => r % 5 == f).ToArray()))];

    private static LevelRates Rates(Dataset data, IReadOnlyList<(int[] Train, int[] Test)> folds)
        => LevelRates.Of(data, AllOf(data), [0], _ => folds).Single();

    private static float[] Vectors(IDataView view) => [.. view.GetColumn<float[]>(FeatureMatrix.Features).Select(v => v.Single())];

    private static double Correlation(float[] values, bool[] label)
    {
        double[] y = [.. label.Select(l => l ? 1.0 : 0)];
        double x0 = values.Average(), y0 = y.Average();
        double Sum(Func<int, double> term) => Enumerable.Range(0, y.Length).Sum(term);
        return Sum(i => (values[i] - x0) * (y[i] - y0)) / Math.Sqrt(Sum(i => Math.Pow(values[i] - x0, 2)) * Sum(i => Math.Pow(y[i] - y0, 2)));
    }

    private static int[] AllOf(Dataset data) => [.. Enumerable.Range(0, data.Rows)];

    private static Dataset Categories(IReadOnlyList<(string Level, int Rows, int Events)> levels, float[]? weight = null)
    {
        var rows = levels.SelectMany((l, code) => Enumerable.Range(0, l.Rows).Select(i => (code, isEvent: i < l.Events))).ToArray();
        return Data([.. rows.Select(r => r.code)], [.. rows.Select(r => r.isEvent)], weight, [.. levels.Select(l => l.Level)]);
    }

    private static Dataset Data(int[] codes, bool[] label, float[]? weight, string[]? levels = null)
    {
        var column = new CategoryColumn("c", codes, levels ?? [.. Enumerable.Range(0, codes.Max() + 1).Select(i => $"l{i}")]);
        return new()
        {
            Signature = new() { Columns = [SignatureBuilder.Learn(column)] },
            Inputs = [column],
            Label = label,
            Weight = weight,
            Event = "event",
            RowsRead = codes.Length,
        };
    }
}
