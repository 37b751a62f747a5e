namespace FinScoring.Core.Data;

/// <summary>What the cells of one column have in common, told in bounded memory while they stream by.</summary>
internal sealed class ColumnProfile(string name, bool forced)
{
    // Enough to tell one class and two from more.
    private const int KeptTexts = 3;

    private readonly List<string> _texts = new(0);
    private RowList _zoned;
    private RowList _unzoned;

    public string Name { get; } = name;

    /// <summary>Whether the caller said that it is a category.</summary>
    public bool Forced { get; } = forced;

    /// <summary>How many cells are not missing.</summary>
    public int Cells { get; private set; }

    public NumberProfile Numbers { get; } = new();

    /// <summary>The first three texts that are different values.</summary>
    public IReadOnlyList<string> Texts => _texts;

    public void Add(ReadOnlySpan<char> cell, int row)
    {
        if (Cell.IsMissing(cell))
            return;
        Cells++;
        AddText(cell);
        if (Forced || Numbers.Add(cell, row) || !Cell.TryDate(cell, out _, out var zoned))
            return;
        if (zoned) _zoned.Add(row);
        else _unzoned.Add(row);
    }

    /// <summary>The kind, unless the cells contradict each other.</summary>
    /// <param name="delimiter">Between the cells of the file.</param>
    /// <param name="error">What is wrong, as a sentence about the column; else null.</param>
    public ColumnKind Kind(char delimiter, out string? error)
    {
        error = null;
        if (Forced)
            return ColumnKind.Category;
        if (_zoned.Count + _unzoned.Count == Cells && Cells > 0)
        {
            if (_zoned.Count > 0 && _unzoned.Count > 0)
                error = $"Column {Name} mixes dates with an offset ({_zoned}) and without ({_unzoned}).";
            return ColumnKind.Date;
        }
        error = Numbers.Error(Cells, delimiter) is { } what ? $"Column {Name} {what}." : null;
        return Numbers.Points == Cells || Numbers.IsDecimalComma(Cells) ? ColumnKind.Numeric : ColumnKind.Category;
    }

    private void AddText(ReadOnlySpan<char> cell)
    {
        if (_texts.Count == KeptTexts)
            return;
        foreach (var text in _texts)
        {
            if (cell.SequenceEqual(text))
                return;
        }
        foreach (var text in _texts)
        {
            if (Spelling.IsSame(cell, text))
                return;
        }
        _texts.Add(cell.ToString());
    }
}
