using CsCheck;
using FinScoring.Core.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Tests.Scoring;

/// <summary>ML.NET's own walk over the trees is the oracle.</summary>
public class TreeSumTests
{
    [Theory]
    [InlineData("lightgbm")]
    [InlineData("fastTree")]
    [InlineData("fastForest")]
    public void Equals_the_walk_on_every_threshold_and_on_both_sides_of_it(string algorithm)
        => EqualsTheWalk(Predictor((IEnumerable<ITransformer>)TrainedModels.Get("loan", algorithm).Chain));

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public void Trees_may_have_from_two_to_64_leaves(int leaves)
    {
        var predictor = Forest(leaves);
        Assert.Equal(leaves, TreeStep.Trees(predictor.Model)!.Max(t => t.NumberOfLeaves));
        EqualsTheWalk(predictor);
    }

    [Fact]
    public void Trees_of_more_leaves_are_left_to_the_step()
    {
        var predictor = Forest(65);
        Assert.Equal(65, TreeStep.Trees(predictor.Model)!.Max(t => t.NumberOfLeaves));
        Assert.Same(predictor, TreeStep.Of(predictor));
    }

    private static void EqualsTheWalk(ISingleFeaturePredictionTransformer<object> predictor)
    {
        var length = ((VectorDataViewType)predictor.FeatureColumnType).Size;
        var trees = TreeStep.Trees(predictor.Model)!;
        var sum = TreeSum.Of(trees, length)!;
        Assert.IsType<TreeStep>(TreeStep.Of(predictor));
        float[][] values = [.. Enumerable.Range(0, length).Select(f => Values(trees, f))];
        Gen.Int[0, int.MaxValue].Array[length].Array[5, 20].Sample(picks =>
        {
            var rows = Array.ConvertAll(picks, row => row.Select((pick, f) => values[f][pick % values[f].Length]).ToArray());
            var walked = predictor.Transform(View(rows, length)).GetColumn<float>("Score");
            Assert.Equal(walked, rows.Select(row => (float)sum.Score(row, new ulong[trees.Count])));
        });
    }

    private static float[] Values(IReadOnlyList<RegressionTreeBase> trees, int feature)
    {
        var thresholds = trees.SelectMany(t => t.NumericalSplitThresholds.Where((_, node) => t.NumericalSplitFeatureIndexes[node] == feature));
        return [float.MinValue, 0, float.MaxValue, .. thresholds.SelectMany(t => new[] { MathF.BitDecrement(t), t, MathF.BitIncrement(t) })];
    }

    private static ISingleFeaturePredictionTransformer<object> Predictor(IEnumerable<ITransformer> steps)
        => steps.OfType<ISingleFeaturePredictionTransformer<object>>().First();

    /// <summary>A forest of noise, which every further leaf fits better.</summary>
    private static BinaryPredictionTransformer<FastForestBinaryModelParameters> Forest(int leaves)
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 400).Select(_ => new[] { random.NextSingle(), random.NextSingle(), random.NextSingle() });
        return new MLContext(1).BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            NumberOfTrees = 8,
            NumberOfLeaves = leaves,
            MinimumExampleCountPerLeaf = 1,
            NumberOfThreads = 1,
        }).Fit(View([.. rows], 3));
    }

    private static IDataView View(float[][] rows, int length)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, length);
        return new MLContext().Data.LoadFromEnumerable(rows.Select(row => new Row { Features = row, Label = row[0] + row[1] * row[2] > 0.7 }), schema);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
