namespace FinScoring.Core.Data;

/// <summary>What the cells of one column have in common, told in bounded memory while they stream by.</summary>
internal sealed class ColumnProfile(string name, FileReading reading)
{
    // Enough to tell one class and two from more.
    private const int KeptTexts = 3;

    private readonly List<string> _texts = new(0);
    private readonly NumberReader? _known = reading.Known(name);
    private RowList _zoned;
    private RowList _unzoned;
    private RowList _unread;

    public string Name { get; } = name;

    /// <summary>Whether the caller said that it is a category.</summary>
    public bool Forced { get; } = reading.Categories.Contains(name);

    /// <summary>How many cells are not missing.</summary>
    public int Cells { get; private set; }

    public NumberProfile Numbers { get; } = new();

    /// <summary>The first three texts that are different values.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The decimal sign that its numbers show.</summary>
    public DecimalSign Sign => Forced || _known is not null || IsDates ? DecimalSign.None : Numbers.Sign;

    /// <summary>How the cells of a numeric column are read, once it is judged.</summary>
    public NumberReader Reader { get; private set; } = new(false, null);

    /// <summary>How the file writes the numbers of a numeric column, once it is judged.</summary>
    public NumberReading Reading { get; private set; } = NumberReading.Plain;

    /// <summary>What the caller should know of how it is read, once it is judged; as a sentence about the column; else null.</summary>
    public string? Note { get; private set; }

    private bool IsDates => _zoned.Count + _unzoned.Count == Cells && Cells > 0;

    public void Add(ReadOnlySpan<char> cell, int row)
    {
        if (reading.Missing.Contains(cell))
            return;
        Cells++;
        AddText(cell);
        if (Forced)
            return;
        if (_known is not null)
            AddKnown(cell, row);
        else if (!Numbers.Add(cell, row) && Cell.TryDate(cell, out _, out var zoned))
            AddDate(zoned, row);
    }

    /// <summary>The kind, unless the cells contradict each other.</summary>
    /// <param name="ofFile">The decimal sign that the file's columns show.</param>
    /// <param name="error">What is wrong, as a sentence about the column; else null.</param>
    public ColumnKind Judge(DecimalSign ofFile, out string? error)
    {
        error = null;
        if (Forced)
            return ColumnKind.Category;
        if (_known is not null)
        {
            // Who takes the column refuses what is none: the rows it is about may not even be used.
            Reader = _known;
            Note = _unread.Count > 0 ? $"Column {Name} holds no numbers, written as in the training file, in {_unread}." : null;
            return _unread.Count == 0 ? ColumnKind.Numeric : ColumnKind.Category;
        }
        if (IsDates)
        {
            if (_zoned.Count > 0 && _unzoned.Count > 0)
                error = $"Column {Name} mixes dates with an offset ({_zoned}) and without ({_unzoned}).";
            return ColumnKind.Date;
        }
        return Take(reading.IsName(Name) ? Numbers.JudgeName() : Numbers.Judge(Name, Cells, ofFile), out error);
    }

    private ColumnKind Take(NumberVerdict verdict, out string? error)
    {
        error = Sentence(verdict.Error);
        Note = Sentence(verdict.Note);
        Reading = verdict.Reading;
        Reader = new(Reading.DecimalComma, Reading.Format);
        return verdict.Kind;
    }

    private string? Sentence(string? end) => end is null ? null : $"Column {Name} {end}.";

    private void AddKnown(ReadOnlySpan<char> cell, int row)
    {
        if (!_known!.TryRead(cell, out var value) || !float.IsFinite((float)value))
            _unread.Add(row);
    }

    private void AddDate(bool zoned, int row)
    {
        if (zoned) _zoned.Add(row);
        else _unzoned.Add(row);
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
