namespace FinScoring.Core.Data;

/// <summary>Which rows have equal cells, by label.</summary>
internal sealed class EqualRows
{
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly bool[] _label;
    private readonly ulong[] _hash;
    private readonly int[] _setOf;
    private readonly List<int> _events = [], _others = [];

    /// <param name="columns">What must be equal.</param>
    /// <param name="label">The event, by row; some and not all have it.</param>
    public EqualRows(IReadOnlyList<TableColumn> columns, bool[] label)
    {
        (_columns, _label) = (columns, label);
        _hash = RowHashes.Of(columns, label.Length);
        _setOf = new int[label.Length];
        var sets = new Dictionary<ulong, int>();
        for (var row = 0; row < label.Length; row++)
        {
            if (!sets.TryGetValue(_hash[row], out var set))
            {
                sets.Add(_hash[row], set = sets.Count);
                _events.Add(0);
                _others.Add(0);
            }

            _setOf[row] = set;
            Of(label[row])[set]++;
        }
    }

    /// <summary>Sets of equal rows that have both labels.</summary>
    public int Mixed => _events.Where((events, set) => events > 0 && _others[set] > 0).Count();

    /// <summary>Rows of a label.</summary>
    public int Rows(bool label) => Of(label).Sum();

    /// <summary>Different rows of a label.</summary>
    public int Distinct(bool label) => Of(label).Count(rows => rows > 0);

    /// <summary>Sets of two or more equal rows, all of a label.</summary>
    public int Repeated(bool label) => Of(label).Where((rows, set) => rows > 1 && Of(!label)[set] == 0).Count();

    /// <summary>
    /// How many of the rows that differ in one column from a row of a label are there, of those that could be: the number that is
    /// there, times the odds of two rows to agree in the column. The highest over the columns; 0 where there is only one. Equal
    /// rows count once, so that copies change nothing.
    /// </summary>
    public double Crowding(bool label)
    {
        int[] all = [.. DistinctRows()], ofLabel = Array.FindAll(all, row => _label[row] == label);
        return _columns.Count < 2 ? 0 : Enumerable.Range(0, _columns.Count).AsParallel().Max(Of);

        double Of(int place)
        {
            var cell = RowHashes.Cell(_columns[place], place);
            var agree = Pairs(Array.ConvertAll(all, row => cell(row))) / (all.Length * (all.Length - 1.0) / 2);
            var near = 2 * Pairs(Array.ConvertAll(ofLabel, row => _hash[row] - cell(row))) / ofLabel.Length;
            return agree < 1 ? near * agree / (1 - agree) : 0;
        }
    }

    /// <summary>
    /// One code for equal rows of the same label, and one for each other row: those of a label that is not to be put together, and those
    /// of sets that have both labels and more than a share of one's rows. As many customers never paid anything: that is a kind, no copy.
    /// </summary>
    public int[] Codes(bool events, bool others, double mostOfMixed)
    {
        var (most, codes, next) = ((Events: mostOfMixed * Rows(true), Others: mostOfMixed * Rows(false)), new Dictionary<(int, bool), int>(), 0);
        return [.. _setOf.Select((set, row) => !IsTogether(set, _label[row]) ? next++
            : codes.TryGetValue((set, _label[row]), out var code) ? code : codes[(set, _label[row])] = next++)];

        bool IsTogether(int set, bool label) => (label ? events : others)
            && (Of(!label)[set] == 0 || Of(label)[set] <= (label ? most.Events : most.Others));
    }

    private List<int> Of(bool label) => label ? _events : _others;

    /// <summary>The first row of each set and label.</summary>
    private IEnumerable<int> DistinctRows()
    {
        var seen = new HashSet<(int, bool)>();
        for (var row = 0; row < _label.Length; row++)
        {
            if (seen.Add((_setOf[row], _label[row]))) yield return row;
        }
    }

    /// <summary>Pairs of equal values.</summary>
    private static double Pairs(ulong[] values)
    {
        Array.Sort(values);
        double pairs = 0;
        for (int from = 0, to; from < values.Length; from = to)
        {
            for (to = from; to < values.Length && values[to] == values[from]; to++) pairs += to - from;
        }

        return pairs;
    }
}
