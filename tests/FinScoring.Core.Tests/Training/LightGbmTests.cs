using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Normalization;
using FinScoring.Core.Tests.Domains;
using FinScoring.Core.Training;
using FinScoring.Core.Training.Boosting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Training;

public class LightGbmTests
{
    [Fact]
    public void A_fit_on_several_threads_is_the_same_to_the_bit()
    {
        var matrix = Matrix(PlantedData.Loans(rows: 5_000));
        var one = Scores(matrix, threads: 1);
        Assert.Equal(one, Scores(matrix, threads: 2));
        Assert.Equal(one, Scores(matrix, threads: 3));
        // The same threads inside the native library.
        Assert.Equal(one, Fit(matrix, threads: 2, sideBySide: false).Scores);
    }

    [Fact]
    public void MLNet_scores_as_the_native_library_did_to_the_last_bit_of_single_precision()
    {
        var learned = Matrix(PlantedData.Loans(rows: 3_000));
        var (trained, _) = Fit(learned, threads: 1);
        var random = new Random(5);
        VBuffer<float>[] rows =
        [
            .. learned.GetColumn<VBuffer<float>>(FeatureMatrix.Features),
            .. new[] { 0f, -0f, float.Epsilon, 1e-35f, -1e-35f, float.MaxValue, float.MinValue }.Select(v => Filled(learned.Slots, _ => v)),
            .. Enumerable.Range(0, 2_000).Select(_ => Filled(learned.Slots, _ => (float)(PlantedData.Normal(random) * 3))),
        ];
        var view = View(rows, learned.Slots);
        Assert.Equal(Native(trained, view, rows.Length), ScoreColumn.Read(trained.Steps[0].Transform(view), rows.Length));
    }

    [Fact]
    public void Neighbours_in_single_precision_stay_on_their_sides_of_a_threshold()
    {
        // Every gap is one step of single precision wide, so that the middle of it rounds up for every second threshold.
        float[] steps = [.. Enumerable.Range(0, 40).Select(i => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(1) + i))];
        var table = Tables.Of(
            Tables.Numbers("x", [.. Enumerable.Range(0, 4_000).Select(i => (double)steps[i % 40])]),
            Tables.Numbers("event", [.. Enumerable.Range(0, 4_000).Select(i => (i % 40 / 3 + i / 40 % 7) % 2 == 0 ? 1.0 : 0)]));
        var learned = Matrix(table);
        var (trained, _) = Fit(learned, threads: 1);
        Assert.Equal(Native(trained, learned, learned.Rows), ScoreColumn.Read(trained.Steps[0].Transform(learned), learned.Rows));
    }

    [Fact]
    public void A_threshold_is_rounded_down_to_single_precision()
    {
        // Halfway between 1 + 2^-23 and 1 + 2^-22, which rounding to even would make the upper one.
        var (below, above) = (1 + Math.ScaleB(1, -23), 1 + Math.ScaleB(1, -22));
        var text = ModelText.SinglePrecision(FormattableString.Invariant($"num_leaves=3\nthreshold={(below + above) / 2:R} -0.5\nleaf_value=1 2 3"));
        var thresholds = text.Split('\n')[1]["threshold=".Length..].Split(' ').Select(double.Parse);
        Assert.Equal([below, -0.5], thresholds);
        Assert.Equal("leaf_value=1 2 3", text.Split('\n')[2]);
    }

    [Fact]
    public void A_label_that_nothing_explains_gives_its_log_odds()
    {
        // 300 of 1,000 rows, whatever the feature, whose ten other rows are fewer than a leaf may hold: ln(3/7).
        var table = Tables.Of(
            Tables.Numbers("x", [.. Enumerable.Range(0, 1_000).Select(i => i % 100 == 0 ? 1.5 : 0.5)]),
            Tables.Numbers("event", [.. Enumerable.Range(0, 1_000).Select(i => i / 2 % 10 < 3 ? 1.0 : 0)]));
        var (trained, scores) = Fit(Matrix(table), threads: 1);
        Assert.All(scores, s => Assert.Equal(Math.Log(3.0 / 7), trained.Slope * s + trained.Offset, 1e-3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Columns_too_rare_to_split_do_not_end_the_growing(int seed)
    {
        // Three categories with a level of twelve rows each, fewer than a leaf may hold: the features sampled for a tree are often those only.
        var random = new Random(3);
        double[] x = [.. Enumerable.Range(0, 2_000).Select(_ => PlantedData.Normal(random))];
        var table = Tables.Of(
            Tables.Numbers("x", x),
            Rare("a", 0), Rare("b", 10), Rare("c", 20),
            Tables.Numbers("event", [.. x.Select(v => random.NextDouble() < 1 / (1 + Math.Exp(-2 * v)) ? 1.0 : 0)]));
        var learned = Matrix(table);
        var trained = new LightGbm().Fit(new MLContext(1), new(learned, () => [], seed, new(1)));
        var scores = ScoreColumn.Read(trained.Steps[0].Transform(learned), learned.Rows);
        // Planted: 2 per unit of x. A few trees of a learning rate of 0.05 tell a small part of it.
        Assert.InRange(Mean(v => v > 1) - Mean(v => v < -1), 4, 8);

        CategoryColumn Rare(string name, int at) => Tables.Texts(name, [.. Enumerable.Range(0, 2_000).Select(i => i % 166 == at ? "rare" : "usual")]);

        double Mean(Func<double, bool> of) => x.Zip(scores).Where(row => of(row.First)).Average(row => trained.Slope * row.Second + trained.Offset);
    }

    [Fact]
    public void Sparse_rows_grow_the_same_trees_as_dense_ones_and_score_alike()
    {
        // Nine categories of thirty levels are more slots than are written out.
        var random = new Random(6);
        string[] levels = [.. Enumerable.Range(0, 30).Select(l => $"level {l}")];
        int[][] codes = [.. Enumerable.Range(0, 9).Select(_ => Enumerable.Range(0, 1_500).Select(_ => random.Next(30)).ToArray())];
        var table = Tables.Of(
            [.. codes.Select((c, i) => new CategoryColumn($"c{i}", c, levels)),
             Tables.Numbers("event", [.. codes[0].Select(c => random.NextDouble() < (c % 3 == 0 ? 0.7 : 0.2) ? 1.0 : 0)])]);
        var sparse = Matrix(table);
        IDataView view = sparse;
        foreach (var formula in new[] { "(x) => x + 1f", "(x) => x - 1f" })
            view = new MLContext(1).Transforms.Expression(FeatureMatrix.Features, formula, FeatureMatrix.Features).Fit(view).Transform(view);
        var data = Domain.Find("risk")!.Prepare(table, PlantedData.LoanOptions);
        var dense = FeatureMatrix.Read(view, data, [.. Enumerable.Range(0, data.Rows)], sparse.Columns);

        Assert.Equal((true, false), (sparse.Vectors.Flat is null, dense.Vectors.Flat is null));
        var (trained, scores) = Fit(sparse, threads: 1);
        Assert.Equal(Fit(dense, threads: 1).Scores, scores);
        Assert.Equal(Native(trained, sparse, sparse.Rows), scores);
        Assert.Equal(Enumerable.Range(0, 50).Select(r => dense.Row(r).ToArray()), Enumerable.Range(0, 50).Select(r => sparse.Row(r).ToArray()));
    }

    [Fact]
    public void A_refused_call_says_what_the_library_says()
        => Assert.Contains("LightGBM failed:", Assert.Throws<TrainingFaultException>(() => Booster.Load("no model")).Message);

    private static float[] Scores(FeatureMatrix matrix, int threads) => Fit(matrix, threads).Scores;

    private static (Trained Trained, float[] Scores) Fit(FeatureMatrix matrix, int threads, bool sideBySide = true)
    {
        int[] rows = [.. Enumerable.Range(0, matrix.Rows)];
        var folds = Enumerable.Range(0, 3).Select(f => (rows.Where(r => r % 3 != f).ToArray(), rows.Where(r => r % 3 == f).ToArray())).ToArray();
        using var run = new TrainingRun(matrix, () => folds, Seed: 1, new(threads, sideBySide));
        var trained = new LightGbm().Tuned(run).Fit(new MLContext(1), run);
        return (trained, ScoreColumn.Read(trained.Steps[0].Transform(matrix), matrix.Rows));
    }

    private static float[] Native(Trained trained, IDataView view, int rows)
        => Array.ConvertAll(trained.Reference!(FeatureRows.Read(view, FeatureMatrix.Features, rows)), s => (float)s);

    private static IDataView View(VBuffer<float>[] rows, int slots)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, slots);
        return new MLContext(1).Data.LoadFromEnumerable(rows.Select(r => new Row { Features = [.. r.DenseValues()] }), schema);
    }

    private static VBuffer<float> Filled(int slots, Func<int, float> value) => new(slots, [.. Enumerable.Range(0, slots).Select(value)]);

    private static FeatureMatrix Matrix(Table table)
    {
        var data = Domain.Find("risk")!.Prepare(table, PlantedData.LoanOptions);
        int[] all = [.. Enumerable.Range(0, data.Rows)], inputs = [.. Enumerable.Range(0, data.Inputs.Count)];
        var fitted = Normalizer.Fit(new MLContext(1), data, all, inputs, "none");
        var view = new TransformerChain<ITransformer>([.. fitted.Steps]).Transform(new DatasetView(data, all, inputs));
        return FeatureMatrix.Read(view, data, all, fitted.Columns);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }
}
