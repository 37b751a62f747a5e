namespace FinScoring.Core.Data;

/// <summary>Counts rows and remembers the first few, for a message.</summary>
internal struct RowList
{
    private const int Kept = 5;

    private List<int>? _first;

    public int Count { get; private set; }

    /// <summary>The rows of several lists that have none in common.</summary>
    public static RowList Union(IEnumerable<RowList> lists)
    {
        RowList[] all = [.. lists];
        return new()
        {
            Count = all.Sum(l => l.Count),
            _first = [.. all.SelectMany(l => l._first ?? []).Order().Take(Kept)],
        };
    }

    public void Add(int row)
    {
        if (Count++ < Kept)
            (_first ??= []).Add(row);
    }

    /// <summary>"row 3", or "rows 3, 5, 8 and 120 more".</summary>
    public override readonly string ToString()
        => (Count == 1 ? "row " : "rows ") + string.Join(", ", _first ?? []) + (Count > Kept ? $" and {Count - Kept} more" : "");
}
