using System.Globalization;
using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>The cells of a file of bars, by row.</summary>
internal sealed class BarCells
{
    private readonly long[] _date;
    private readonly Dictionary<string, double[]> _numbers;
    private readonly Func<int, string> _symbol;

    private BarCells(long[] date, Dictionary<string, double[]> numbers, Func<int, string> symbol)
        => (_date, _numbers, _symbol) = (date, numbers, symbol);

    /// <summary>Null with findings if a column is not there, is there twice or is not of the right kind.</summary>
    public static BarCells? Of(Table table, Findings findings)
    {
        var columns = table.Columns.Where(c => BarColumns.Find(c.Name) is not null).ToLookup(c => BarColumns.Find(c.Name)!);
        foreach (var name in BarColumns.Required.Where(n => !columns.Contains(n))) findings.Add("data", $"The file has no column {name}.");
        foreach (var twice in columns.Where(c => c.Count() > 1)) findings.Add("data", $"More than one column stands for {twice.Key}.");

        var date = columns[BarColumns.Date].FirstOrDefault();
        if (date is DateColumn known) findings.AddRows("data", "Bars without a date", [.. Enumerable.Range(0, table.Rows).Where(known.IsMissing)]);
        else if (date is not null) findings.Add("data", "The column date must hold ISO 8601 dates.");

        var symbol = columns[BarColumns.Symbol].FirstOrDefault();
        if (symbol is DateColumn) findings.Add("data", "The column symbol must not hold dates.");
        else if (symbol is not null) findings.AddRows("data", "Bars without a symbol", [.. Enumerable.Range(0, table.Rows).Where(symbol.IsMissing)]);

        var numbers = new Dictionary<string, double[]>();
        foreach (var name in BarColumns.Required.Append(BarColumns.Volume).Where(n => n != BarColumns.Date))
            numbers[name] = Numbers(columns[name].FirstOrDefault(), name, table.Rows, findings);
        return date is DateColumn dates && !findings.Any ? new(dates.Ticks, numbers, Symbols(symbol)) : null;
    }

    public bool IsUsable(int row)
        => BarColumns.Required.Skip(1).All(c => _numbers[c][row] > 0) && !(_numbers[BarColumns.Volume][row] < 0);

    public long Ticks(int row) => _date[row];

    public string Symbol(int row) => _symbol(row);

    public Bar Bar(int row) => new(
        new DateTime(_date[row], DateTimeKind.Utc), _numbers[BarColumns.Open][row], _numbers[BarColumns.High][row],
        _numbers[BarColumns.Low][row], _numbers[BarColumns.Close][row], _numbers[BarColumns.Volume][row]);

    private static double[] Numbers(TableColumn? column, string name, int rows, Findings findings)
    {
        if (column is NumericColumn numbers) return numbers.Values;
        var empty = column is null || Enumerable.Range(0, rows).All(column.IsMissing);
        if (!empty) findings.Add("data", $"The column {name} must hold numbers.");
        return [.. Enumerable.Repeat(double.NaN, rows)];
    }

    private static Func<int, string> Symbols(TableColumn? column) => column switch
    {
        CategoryColumn texts => row => texts.Levels[texts.Codes[row]],
        NumericColumn codes => row => codes.Values[row].ToString("R", CultureInfo.InvariantCulture),
        _ => _ => "",
    };
}
