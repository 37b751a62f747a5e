using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Explanation.Trees;

/// <summary>
/// The way to a leaf, as a question to each input on it: are all your slots within these bounds? A row whose every input says yes
/// ends in the leaf.
/// </summary>
/// <param name="Value">The leaf's.</param>
/// <param name="Inputs">Those asked, each once.</param>
/// <param name="Bounds">What is asked, each slot once.</param>
/// <param name="Rates">For each of <paramref name="Inputs"/>: the share of the training rows at its splits that go this way, multiplied.</param>
internal sealed record TreePath(double Value, int[] Inputs, SlotBounds[] Bounds, double[] Rates)
{
    /// <summary>The answers are the bits of a number.</summary>
    public const int MostInputs = 64;

    /// <summary>Every answer yes.</summary>
    public ulong AllYes => ulong.MaxValue >> (MostInputs - Inputs.Length);

    /// <summary>A row's answers: bit i is that of the i-th of <see cref="Inputs"/>.</summary>
    public ulong Answers(ReadOnlySpan<float> features)
    {
        var answers = AllYes;
        foreach (var bounds in Bounds)
        {
            if (!bounds.Hold(features[bounds.Slot])) answers &= ~(1UL << bounds.Place);
        }

        return answers;
    }

    /// <summary>What is asked of a slot; null for nothing.</summary>
    public SlotBounds? BoundsOf(int slot)
    {
        foreach (var bounds in Bounds)
        {
            if (bounds.Slot == slot) return bounds;
        }

        return null;
    }

    /// <summary>The bit of the answer that a slot has a part in; 0 for none.</summary>
    public ulong Question(int slot) => BoundsOf(slot) is { } bounds ? 1UL << bounds.Place : 0;

    /// <summary>The paths to a tree's leaves, from left to right.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="inputs">The input behind each slot.</param>
    /// <param name="rows">How many training rows fall into each leaf.</param>
    public static TreePath[] Of(RegressionTreeBase tree, int[] inputs, IReadOnlyList<int> rows)
    {
        var paths = new List<TreePath>();
        Walk(0, []);
        return [.. paths];

        void Walk(int node, Turn[] turns)
        {
            if (node < 0)
            {
                paths.Add(Of(tree.LeafValues[~node], turns));
                return;
            }

            var (slot, threshold) = (tree.NumericalSplitFeatureIndexes[node], tree.NumericalSplitThresholds[node]);
            double left = Rows(tree.LeftChild[node]), all = left + Rows(tree.RightChild[node]);
            // Where no training row came, none can tell: both ways alike.
            var rate = all > 0 ? left / all : 0.5;
            Walk(tree.LeftChild[node], [.. turns, new(slot, inputs[slot], threshold, false, rate)]);
            Walk(tree.RightChild[node], [.. turns, new(slot, inputs[slot], threshold, true, 1 - rate)]);
        }

        int Rows(int node) => node < 0 ? rows[~node] : Rows(tree.LeftChild[node]) + Rows(tree.RightChild[node]);
    }

    private static TreePath Of(double value, Turn[] turns)
    {
        int[] asked = [.. turns.Select(t => t.Input).Distinct()];
        if (asked.Length > MostInputs) throw new InvalidDataException($"A leaf asks more than {MostInputs} inputs.");
        return new(
            value, asked, [.. turns.GroupBy(t => t.Slot).Select(g => Bound(g.Key, Array.IndexOf(asked, g.First().Input), g))],
            [.. asked.Select(input => turns.Where(t => t.Input == input).Aggregate(1.0, (rate, t) => rate * t.Rate))]);
    }

    private static SlotBounds Bound(int slot, int place, IEnumerable<Turn> turns)
    {
        var (above, upTo) = (float.NegativeInfinity, float.PositiveInfinity);
        foreach (var turn in turns)
        {
            if (turn.Right) above = Math.Max(above, turn.Threshold);
            else upTo = Math.Min(upTo, turn.Threshold);
        }

        return new(slot, place, above, upTo);
    }

    /// <summary>A split on the way, and which way it goes.</summary>
    private readonly record struct Turn(int Slot, int Input, float Threshold, bool Right, double Rate);
}

/// <summary>A slot's value must be above one number and not above another. The place is that of its input on the path.</summary>
internal readonly record struct SlotBounds(int Slot, int Place, float Above, float UpTo)
{
    public bool Hold(float value) => value > Above && value <= UpTo;
}
