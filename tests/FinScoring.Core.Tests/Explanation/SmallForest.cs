using FinScoring.Core.Explanation.Trees;
using FinScoring.Core.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Tests.Explanation;

/// <summary>Trees of noise, deep for their few slots, so that paths ask the same slot again and again.</summary>
internal sealed class SmallForest
{
    public const int Slots = 6, TreeCount = 5, Leaves = 14;

    private readonly TreeSum _sum;

    private SmallForest()
    {
        var random = new Random(11);
        Rows = [.. Enumerable.Range(0, 300).Select(_ => Enumerable.Range(0, Slots).Select(_ => MathF.Round(random.NextSingle(), 2)).ToArray())];
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Slots);
        var view = new MLContext(1).Data.LoadFromEnumerable(
            Rows.Select(r => new Row { Features = r, Label = r[0] + r[1] * r[2] - r[3] * r[4] + 0.2 * r[5] > 0.5 }), schema);
        Trees = TreeStep.Trees(new MLContext(1).BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            NumberOfTrees = TreeCount,
            NumberOfLeaves = Leaves,
            MinimumExampleCountPerLeaf = 2,
            NumberOfThreads = 1,
        }).Fit(view).Model)!;
        _sum = TreeSum.Of(Trees, Slots)!;
    }

    public static SmallForest Instance { get; } = new();

    public float[][] Rows { get; }

    public IReadOnlyList<RegressionTreeBase> Trees { get; }

    public double Score(float[] row) => _sum.Score(row, new ulong[TreeCount]);

    /// <summary>The leaves as the game that <paramref name="game"/> makes of each.</summary>
    /// <param name="inputs">The input behind each slot.</param>
    /// <param name="rows">Of each tree, the rows in each leaf.</param>
    /// <param name="game">Makes it.</param>
    public IReadOnlyList<TreeLeaf[]> Games(int[] inputs, int[][] rows, Func<TreePath, LeafGame> game)
        => [.. Trees.Select((tree, t) => Array.ConvertAll(TreePath.Of(tree, inputs, rows[t]), path => new TreeLeaf(path, game(path))))];

    /// <summary>How many of some rows fall into each leaf, by a walk that follows the definition.</summary>
    public int[][] Count(IEnumerable<float[]> rows)
    {
        int[][] counts = [.. Trees.Select(t => new int[t.NumberOfLeaves])];
        foreach (var row in rows)
        {
            for (var t = 0; t < Trees.Count; t++)
            {
                var node = 0;
                while (node >= 0)
                    node = row[Trees[t].NumericalSplitFeatureIndexes[node]] > Trees[t].NumericalSplitThresholds[node] ? Trees[t].RightChild[node] : Trees[t].LeftChild[node];
                counts[t][~node]++;
            }
        }

        return counts;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
