using FinScoring.Core.Explanation.Trees;
using FinScoring.Core.Scoring;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Explanation;

/// <summary>A model inside a chain, ready to be compared with any rows. Immutable.</summary>
internal abstract class Member
{
    /// <summary>The input behind each slot of its feature vector.</summary>
    public abstract int[] Owners { get; }

    /// <summary>Training rows counted, once for each of its trees.</summary>
    public virtual IEnumerable<int> RowsCounted => [];

    /// <summary>The ways to the leaves of its trees, their values in log-odds; none for a sum over inputs.</summary>
    public virtual IEnumerable<TreePath> Leaves => [];

    /// <summary>Its share against these rows, each an equal part of the background.</summary>
    /// <param name="background">Feature vectors.</param>
    /// <param name="mostValues">The most values that tables of trees may hold.</param>
    public abstract Share Against(IReadOnlyList<float[]> background, int mostValues);

    /// <summary>Its share against all training rows: trees by how many went which way.</summary>
    /// <param name="mostValues">The most values that tables of trees may hold.</param>
    public abstract Share AgainstTraining(int mostValues);

    /// <param name="predictor">The model.</param>
    /// <param name="stored">What its version keeps of it.</param>
    /// <param name="slope">From the chain's score to log-odds.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <exception cref="InvalidDataException">What is stored does not fit the model.</exception>
    public static Member Of(Predictor predictor, StoredMember stored, double slope, int inputs)
    {
        var (owners, scale) = (stored.Inputs.ToArray(), slope * stored.Weight);
        if (owners.Length != predictor.Slots || owners.Any(i => i < 0 || i >= inputs)) throw new InvalidDataException("The slots do not fit the model.");
        if (TreeStep.Trees(predictor.Model) is { } trees && stored.Leaves is { } leaves) return new Ensemble(Paths(trees, owners, leaves), owners, [.. leaves.Select(l => l.Sum())], scale);
        if (Terms.Of(predictor.Model, predictor.Slots) is { } terms && stored.Means is { } means && means.Count == inputs)
            return new Sum(terms, owners, [.. means], scale);
        throw new InvalidDataException("What is stored is not of such a model.");
    }

    private static TreePath[][] Paths(IReadOnlyList<RegressionTreeBase> trees, int[] owners, IReadOnlyList<IReadOnlyList<int>> leaves)
        => trees.Count == leaves.Count && trees.Zip(leaves).All(t => t.First.NumberOfLeaves == t.Second.Count)
            ? [.. trees.Select((tree, t) => TreePath.Of(tree, owners, leaves[t]))]
            : throw new InvalidDataException("The leaves do not fit the trees.");

    private sealed class Ensemble(TreePath[][] trees, int[] owners, int[] counted, double scale) : Member
    {
        public override int[] Owners => owners;

        public override IEnumerable<int> RowsCounted => counted;

        public override IEnumerable<TreePath> Leaves => trees.SelectMany(t => t).Select(path => path with { Value = scale * path.Value });

        public override Share Against(IReadOnlyList<float[]> background, int mostValues)
            => Of(path => new BackgroundGame(path, scale, [.. background.Select(row => path.Answers(row))]), mostValues);

        public override Share AgainstTraining(int mostValues) => Of(path => new TrainingGame(path, scale), mostValues);

        private TreeShare Of(Func<TreePath, LeafGame> game, int mostValues)
            => new([.. trees.Select(t => Array.ConvertAll(t, path => new TreeLeaf(path, game(path))))], mostValues);
    }

    private sealed class Sum(Terms terms, int[] owners, double[] means, double scale) : Member
    {
        public override int[] Owners => owners;

        public override Share Against(IReadOnlyList<float[]> background, int mostValues)
        {
            var sums = new double[means.Length];
            foreach (var row in background) terms.AddTo(sums, row, owners);
            return new TermShare(terms, owners, Array.ConvertAll(sums, s => s / background.Count), scale);
        }

        public override Share AgainstTraining(int mostValues) => new TermShare(terms, owners, means, scale);
    }
}
