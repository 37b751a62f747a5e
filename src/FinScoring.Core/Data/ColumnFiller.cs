namespace FinScoring.Core.Data;

/// <summary>Fills a typed column cell by cell in the second pass, its kind and its length known from the first.</summary>
internal abstract class ColumnFiller(string name)
{
    protected string Name { get; } = name;

    public static ColumnFiller For(ColumnProfile column, ColumnKind kind, int rows, MissingMarks missing) => kind switch
    {
        ColumnKind.Numeric => new Numbers(column, rows, missing),
        ColumnKind.Date => new Dates(column.Name, rows),
        _ => new Categories(column, rows, missing),
    };

    public abstract void Set(int row, ReadOnlySpan<char> cell);

    public abstract TableColumn ToColumn();

    private sealed class Numbers(ColumnProfile column, int rows, MissingMarks missing) : ColumnFiller(column.Name)
    {
        private readonly NumberList _values = new(rows);

        public override void Set(int row, ReadOnlySpan<char> cell)
        {
            if (missing.Contains(cell)) _values[row] = double.NaN;
            else if (column.Reader.TryRead(cell, out var value)) _values[row] = value;
            else throw new InvalidOperationException($"Row {row + 1} of a numeric column was a number at first sight.");
        }

        public override TableColumn ToColumn()
            => new NumericColumn(Name, _values) { DecimalComma = column.Reading.DecimalComma, Format = column.Reading.Format, Note = column.Note };
    }

    private sealed class Dates(string name, int rows) : ColumnFiller(name)
    {
        private readonly long[] _ticks = new long[rows];

        public override void Set(int row, ReadOnlySpan<char> cell)
            => _ticks[row] = Cell.TryDate(cell, out var ticks, out _) ? ticks : DateColumn.Missing;

        public override TableColumn ToColumn() => new DateColumn(Name, _ticks);
    }

    private sealed class Categories : ColumnFiller
    {
        private readonly ColumnProfile _column;
        private readonly MissingMarks _missing;
        private readonly int[] _codes;
        private readonly List<string> _levels = [];
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _codeOf;

        public Categories(ColumnProfile column, int rows, MissingMarks missing)
            : base(column.Name)
        {
            (_column, _missing) = (column, missing);
            _codes = new int[rows];
            _codeOf = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public override void Set(int row, ReadOnlySpan<char> cell) => _codes[row] = _missing.Contains(cell) ? -1 : Code(cell);

        public override TableColumn ToColumn() => Spelling.Merge(new(Name, _codes, [.. _levels]) { Note = _column.Note });

        private int Code(ReadOnlySpan<char> cell)
        {
            if (_codeOf.TryGetValue(cell, out var code))
                return code;
            code = _levels.Count;
            _levels.Add(cell.ToString());
            _codeOf.Dictionary.Add(_levels[code], code);
            return code;
        }
    }
}
