namespace FinScoring.Core.Data;

/// <summary>Fills a typed column cell by cell in the second pass, its kind and its length known from the first.</summary>
internal abstract class ColumnFiller(string name)
{
    protected string Name { get; } = name;

    public static ColumnFiller For(ColumnProfile column, ColumnKind kind, int rows) => kind switch
    {
        ColumnKind.Numeric => new Numbers(column.Name, rows, column.Numbers.IsDecimalComma(column.Cells)),
        ColumnKind.Date => new Dates(column.Name, rows),
        _ => new Categories(column.Name, rows),
    };

    public abstract void Set(int row, ReadOnlySpan<char> cell);

    public abstract TableColumn ToColumn();

    private sealed class Numbers(string name, int rows, bool decimalComma) : ColumnFiller(name)
    {
        private readonly NumberList _values = new(rows);

        public override void Set(int row, ReadOnlySpan<char> cell)
            => _values[row] = Cell.TryNumber(cell, decimalComma, out var value) ? value : double.NaN;

        public override TableColumn ToColumn() => new NumericColumn(Name, _values) { DecimalComma = decimalComma };
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
        private readonly int[] _codes;
        private readonly List<string> _levels = [];
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _codeOf;

        public Categories(string name, int rows)
            : base(name)
        {
            _codes = new int[rows];
            _codeOf = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public override void Set(int row, ReadOnlySpan<char> cell) => _codes[row] = Cell.IsMissing(cell) ? -1 : Code(cell);

        public override TableColumn ToColumn() => Spelling.Merge(new(Name, _codes, [.. _levels]));

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
