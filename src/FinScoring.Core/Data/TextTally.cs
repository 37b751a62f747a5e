using System.Runtime.InteropServices;

namespace FinScoring.Core.Data;

/// <summary>Counts the different texts among a column's cells; only so many of them, and none that is long.</summary>
internal sealed class TextTally
{
    private const int Kept = 20, Longest = 40;

    private readonly Dictionary<string, RowList>.AlternateLookup<ReadOnlySpan<char>> _rows
        = new Dictionary<string, RowList>(0).GetAlternateLookup<ReadOnlySpan<char>>();

    private RowList _others;

    /// <summary>Cells that hold a text.</summary>
    public int Count { get; private set; }

    /// <summary>Different texts, as far as they are kept; the others count as one.</summary>
    public int Distinct => _rows.Dictionary.Count + (_others.Count > 0 ? 1 : 0);

    public RowList Rows => RowList.Union([.. _rows.Dictionary.Values, _others]);

    public void Add(ReadOnlySpan<char> text, int row)
    {
        Count++;
        if (text.Length > Longest || (_rows.Dictionary.Count == Kept && !_rows.ContainsKey(text)))
            _others.Add(row);
        else
            CollectionsMarshal.GetValueRefOrAddDefault(_rows, text, out _).Add(row);
    }

    /// <summary>The texts that more cells than this hold, most frequent first.</summary>
    public IReadOnlyList<(string Text, RowList Rows)> MoreThan(double cells)
        => [.. _rows.Dictionary.Where(t => t.Value.Count > cells).OrderByDescending(t => t.Value.Count).Select(t => (t.Key, t.Value))];

    /// <summary>The rows that hold another text than these.</summary>
    public RowList RowsBut(IReadOnlyCollection<string> texts)
        => RowList.Union([.. _rows.Dictionary.Where(t => !texts.Contains(t.Key)).Select(t => t.Value), _others]);
}
