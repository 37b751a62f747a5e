using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>The cells of a file of bars, by row.</summary>
internal sealed class BarCells
{
    private readonly int _rows;
    private readonly ILookup<string, TableColumn> _columns;
    private readonly Findings _findings;
    private readonly long[] _date;
    private readonly double[] _open, _high, _low, _close, _volume;
    private readonly Func<int, string> _symbol;

    /// <summary>Finds the columns; adds a finding for each that is not there, is there twice or is of the wrong kind.</summary>
    public BarCells(Table table, Findings findings)
    {
        (_rows, _findings) = (table.Rows, findings);
        _columns = table.Columns.Where(c => BarColumns.Find(c.Name) is not null).ToLookup(c => BarColumns.Find(c.Name)!);
        BarLook.Check(table.Kinds, findings, Told());
        _date = Dates();
        _open = Numbers(BarColumns.Open);
        _high = Numbers(BarColumns.High);
        _low = Numbers(BarColumns.Low);
        _close = Numbers(BarColumns.Close);
        _volume = Numbers(BarColumns.Volume);
        _symbol = Symbols();
    }

    /// <summary>Whether the prices are all there, positive and possible together, and the volume is not negative.</summary>
    public bool IsUsable(int row)
        => _open[row] > 0 && _high[row] > 0 && _low[row] > 0 && _close[row] > 0 && !(_volume[row] < 0)
            && Bar(row) is { IsHighTooLow: false, IsLowTooHigh: false };

    public long Ticks(int row) => _date[row];

    public string Symbol(int row) => _symbol(row);

    public Bar Bar(int row) => new(new DateTime(_date[row], DateTimeKind.Utc), _open[row], _high[row], _low[row], _close[row], _volume[row]);

    /// <summary>What is known of columns whose cells are no numbers: it names rows.</summary>
    private Findings Told()
    {
        var told = new Findings();
        foreach (var column in _columns.SelectMany(same => same).OfType<CategoryColumn>().Where(c => c.Note is not null))
        {
            told.Add(column.Name, column.Note!);
            _findings.Add(BarColumns.Find(column.Name)!, column.Note!);
        }
        return told;
    }

    private long[] Dates()
    {
        if (_columns[BarColumns.Date].FirstOrDefault() is not DateColumn dates) return new long[_rows];
        _findings.AddRows(BarColumns.Date, "Bars lack a date", Missing(dates));
        return dates.Ticks;
    }

    private double[] Numbers(string name) => _columns[name].FirstOrDefault() is NumericColumn numbers ? [.. numbers.Values] : new double[_rows];

    private Func<int, string> Symbols()
    {
        if (_columns[BarColumns.Symbol].FirstOrDefault() is not CategoryColumn texts) return _ => "";
        var missing = Missing(texts);
        _findings.AddRows(BarColumns.Symbol, "Bars lack a symbol (where NA is one say missingMarks=none)", missing);
        return missing.Length > 0 ? _ => "" : row => texts.Levels[texts.Codes[row]];
    }

    private int[] Missing(TableColumn column) => [.. Enumerable.Range(0, _rows).Where(column.IsMissing)];
}
