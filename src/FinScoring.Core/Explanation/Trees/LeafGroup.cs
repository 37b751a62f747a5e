namespace FinScoring.Core.Explanation.Trees;

/// <summary>
/// Leaves that share a table: for every combination of their slots' cases an entry with the sum of their Shapley values.
/// </summary>
internal sealed class LeafGroup
{
    private const int MostLeaves = 64;

    private readonly TreeLeaf[] _leaves;

    private LeafGroup(TreeLeaf[] leaves, SlotCases[] slots, int cells)
    {
        (_leaves, Slots, Cells) = (leaves, slots, cells);
        Inputs = [.. leaves.SelectMany(l => l.Path.Inputs).Distinct().Order()];
    }

    /// <summary>The slots that its leaves ask for.</summary>
    public SlotCases[] Slots { get; }

    /// <summary>The inputs that an entry has a value for.</summary>
    public int[] Inputs { get; }

    /// <summary>The number of entries.</summary>
    public int Cells { get; }

    /// <summary>The number of values in the table.</summary>
    public int Size => Cells * Inputs.Length;

    /// <summary>
    /// Cuts leaves, in their order, into groups as large as entries allow. Neighbours have most of their way in common.
    /// </summary>
    /// <param name="leaves">From left to right.</param>
    /// <param name="mostCells">The most entries of a group.</param>
    /// <returns>The groups, and the leaves that alone would need more entries.</returns>
    public static (List<LeafGroup> Groups, List<TreeLeaf> Others) Cut(IReadOnlyList<TreeLeaf> leaves, int mostCells)
    {
        var (groups, others) = (new List<LeafGroup>(), new List<TreeLeaf>());
        for (var start = 0; start < leaves.Count;)
        {
            LeafGroup? group = null;
            var end = start;
            while (end < leaves.Count && end - start < MostLeaves && Of([.. leaves.Skip(start).Take(end + 1 - start)], mostCells) is { } larger)
                (group, end) = (larger, end + 1);
            if (group is not null) groups.Add(group);
            else others.Add(leaves[end++]);
            start = end;
        }

        return (groups, others);
    }

    /// <summary>Adds up the entries: of each a value for each of <see cref="Inputs"/>. The case of the first slot counts fastest.</summary>
    public void Fill(Span<double> table)
    {
        var answers = new ulong[Cells];
        for (var leaf = 0; leaf < _leaves.Length; leaf++)
        {
            var known = new LeafTable(_leaves[leaf]);
            int[] places = [.. _leaves[leaf].Path.Inputs.Select(i => Array.IndexOf(Inputs, i))];
            Answer(leaf, answers);
            for (var cell = 0; cell < Cells; cell++)
            {
                var values = known.Values(answers[cell]);
                for (var i = 0; i < places.Length; i++) table[cell * Inputs.Length + places[i]] += values[i];
            }
        }
    }

    /// <summary>A row's answers to a leaf, by entry.</summary>
    private void Answer(int leaf, ulong[] answers)
    {
        var path = _leaves[leaf].Path;
        answers[0] = path.AllYes;
        var length = 1;
        foreach (var slot in Slots)
        {
            // The first case last: the others are copied from it.
            for (var c = slot.Count - 1; c >= 0; c--)
            {
                var kept = slot.Allows(c, leaf) ? ulong.MaxValue : ~path.Question(slot.Slot);
                for (var i = 0; i < length; i++) answers[c * length + i] = answers[i] & kept;
            }

            length *= slot.Count;
        }
    }

    /// <summary>Null where there would be more entries.</summary>
    private static LeafGroup? Of(TreeLeaf[] leaves, int mostCells)
    {
        long cells = 1;
        var slots = new List<SlotCases>();
        foreach (var slot in leaves.SelectMany(l => l.Path.Bounds).Select(b => b.Slot).Distinct())
        {
            slots.Add(SlotCases.Of(slot, Array.ConvertAll(leaves, l => l.Path.BoundsOf(slot))));
            cells *= slots[^1].Count;
            if (cells > mostCells) return null;
        }

        return new(leaves, [.. slots], (int)cells);
    }

    /// <summary>A leaf's Shapley values by the row's answers, each computed once.</summary>
    private sealed class LeafTable(TreeLeaf leaf)
    {
        private readonly double[]?[] _values = new double[]?[leaf.Path.AllYes + 1];

        public double[] Values(ulong answers)
        {
            if (_values[answers] is { } known) return known;
            var values = new double[leaf.Path.Inputs.Length];
            leaf.Game.Add(answers, values);
            return _values[answers] = values;
        }
    }
}
