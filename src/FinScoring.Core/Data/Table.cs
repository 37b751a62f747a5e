namespace FinScoring.Core.Data;

/// <summary>One typed column of a file in memory.</summary>
public abstract class TableColumn(string name)
{
    public string Name { get; } = name;

    /// <summary>Whether the cell of a row is missing.</summary>
    public abstract bool IsMissing(int row);
}

/// <summary>Numbers; NaN is missing.</summary>
public sealed class NumericColumn(string name, double[] values) : TableColumn(name)
{
    public double[] Values { get; } = values;

    /// <summary>Whether the file writes them with a decimal comma.</summary>
    public bool DecimalComma { get; init; }

    public override bool IsMissing(int row) => double.IsNaN(Values[row]);
}

/// <summary>Categories as codes into the levels; -1 is missing.</summary>
public sealed class CategoryColumn(string name, int[] codes, string[] levels) : TableColumn(name)
{
    public int[] Codes { get; } = codes;

    /// <summary>The distinct texts, in order of first appearance.</summary>
    public string[] Levels { get; } = levels;

    public override bool IsMissing(int row) => Codes[row] < 0;
}

/// <summary>Dates as UTC ticks; <see cref="Missing"/> is missing.</summary>
public sealed class DateColumn(string name, long[] ticks) : TableColumn(name)
{
    public const long Missing = long.MinValue;

    public long[] Ticks { get; } = ticks;

    public override bool IsMissing(int row) => Ticks[row] == Missing;
}

/// <summary>A CSV file in memory, its kinds inferred.</summary>
public sealed class Table(IReadOnlyList<TableColumn> columns, int rows)
{
    public IReadOnlyList<TableColumn> Columns { get; } = columns;

    public int Rows { get; } = rows;

    /// <summary>The column of this exact name, or null.</summary>
    public TableColumn? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);
}
