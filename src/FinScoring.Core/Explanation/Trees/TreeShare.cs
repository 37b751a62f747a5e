namespace FinScoring.Core.Explanation.Trees;

/// <summary>
/// The share of an ensemble of trees: the sum of its leaves' Shapley values, looked up in tables but for leaves that ask too much
/// for one.
/// </summary>
internal sealed class TreeShare : Share
{
    private const int MostCells = 2048;

    private readonly LeafTables _tables;
    private readonly TreeLeaf[] _others;

    /// <param name="trees">The leaves of each tree, from left to right.</param>
    /// <param name="mostValues">The most values in all tables together; 0 for no tables, which is quicker for a few rows.</param>
    /// <param name="mostCells">The most entries of a table.</param>
    public TreeShare(IReadOnlyList<TreeLeaf[]> trees, int mostValues, int mostCells = MostCells)
    {
        var (groups, others) = mostValues == 0 ? ([], [.. trees.SelectMany(t => t)]) : Cut(trees, mostValues, mostCells);
        (_tables, _others) = (new(groups), [.. others]);
        Baseline = trees.Sum(t => t.Sum(l => l.Game.Mean));
    }

    /// <summary>How many values its tables hold.</summary>
    public int TableValues => _tables.Values;

    public override long Bytes => (long)TableValues * sizeof(double);

    public override double Baseline { get; }

    public override void Add(ReadOnlySpan<float> features, Span<double> contributions)
    {
        _tables.Add(features, contributions);
        foreach (var leaf in _others) leaf.Add(features, contributions);
    }

    /// <summary>Larger tables are fewer and quicker; where they take too much together, smaller ones.</summary>
    private static (List<LeafGroup> Groups, List<TreeLeaf> Others) Cut(IReadOnlyList<TreeLeaf[]> trees, int mostValues, int mostCells)
    {
        while (true)
        {
            var cuts = trees.Select(t => LeafGroup.Cut(t, mostCells)).ToArray();
            if (cuts.Sum(c => c.Groups.Sum(g => (long)g.Size)) <= mostValues)
                return ([.. cuts.SelectMany(c => c.Groups)], [.. cuts.SelectMany(c => c.Others)]);
            // In small steps: a table given up costs more time than the room it takes.
            mostCells -= mostCells / 8 + 1;
        }
    }
}
