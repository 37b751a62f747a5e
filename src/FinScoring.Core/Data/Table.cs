namespace FinScoring.Core.Data;

/// <summary>One typed column of a file in memory.</summary>
public abstract class TableColumn(string name)
{
    public string Name { get; } = name;

    /// <summary>What a caller should know of how its cells were read, as a sentence; else null.</summary>
    public string? Note { get; init; }

    public abstract ColumnKind Kind { get; }

    public abstract int Rows { get; }

    /// <summary>Whether the cell of a row is missing.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The same column of these rows only, in this order.</summary>
    public abstract TableColumn Take(int[] rows);

    /// <summary>The same for ascending rows; itself where these are all, for a file's columns are most of what a training holds.</summary>
    internal TableColumn OfAscending(int[] rows) => rows.Length == Rows ? this : Take(rows);
}

/// <summary>Numbers; NaN is missing.</summary>
public sealed class NumericColumn(string name, NumberList values) : TableColumn(name)
{
    public NumericColumn(string name, IReadOnlyList<double> values)
        : this(name, new NumberList(values))
    {
    }

    public NumberList Values { get; } = values;

    /// <summary>Whether the file writes them with a decimal comma.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>What else the file writes in their cells; null if nothing.</summary>
    public NumberFormat? Format { get; init; }

    /// <summary>The values that are codes rather than numbers, as the caller named them; null: training rows tell.</summary>
    internal IReadOnlyList<double>? Specials { get; private init; }

    public override ColumnKind Kind => ColumnKind.Numeric;

    public override int Rows => Values.Count;

    public override bool IsMissing(int row) => double.IsNaN(Values[row]);

    public override TableColumn Take(int[] rows)
        => new NumericColumn(Name, Values.Take(rows)) { DecimalComma = DecimalComma, Format = Format, Note = Note, Specials = Specials };

    /// <summary>The same column with these codes and no others.</summary>
    internal NumericColumn With(IReadOnlyList<double> specials)
        => new(Name, Values) { DecimalComma = DecimalComma, Format = Format, Note = Note, Specials = specials };
}

/// <summary>Categories as codes into the levels; -1 is missing.</summary>
public sealed class CategoryColumn(string name, int[] codes, string[] levels) : TableColumn(name)
{
    public int[] Codes { get; } = codes;

    /// <summary>The distinct values, each in its most frequent <see cref="Spelling"/>, in order of first appearance. After <see cref="Take"/> some may have no row.</summary>
    public string[] Levels { get; } = levels;

    public override ColumnKind Kind => ColumnKind.Category;

    public override int Rows => Codes.Length;

    public override bool IsMissing(int row) => Codes[row] < 0;

    public override TableColumn Take(int[] rows) => new CategoryColumn(Name, Array.ConvertAll(rows, r => Codes[r]), Levels) { Note = Note };
}

/// <summary>Dates as UTC ticks; <see cref="Missing"/> is missing.</summary>
public sealed class DateColumn(string name, long[] ticks) : TableColumn(name)
{
    public const long Missing = long.MinValue;

    public long[] Ticks { get; } = ticks;

    public override ColumnKind Kind => ColumnKind.Date;

    public override int Rows => Ticks.Length;

    public override bool IsMissing(int row) => Ticks[row] == Missing;

    public override TableColumn Take(int[] rows) => new DateColumn(Name, Array.ConvertAll(rows, r => Ticks[r]));
}

/// <summary>A CSV file in memory, its kinds inferred.</summary>
public sealed class Table(IReadOnlyList<TableColumn> columns, int rows)
{
    public IReadOnlyList<TableColumn> Columns { get; } = columns;

    public int Rows { get; } = rows;

    /// <summary>The kind of each column by its name.</summary>
    internal IReadOnlyDictionary<string, ColumnKind> Kinds => Columns.ToDictionary(c => c.Name, c => c.Kind);

    /// <summary>The column of this exact name, or null.</summary>
    public TableColumn? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);
}
