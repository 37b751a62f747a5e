using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;

namespace FinScoring.Core.Tests.Domains;

/// <summary>Small tables in memory.</summary>
internal static class Tables
{
    /// <summary>Sixty applicants over five years: every third defaults.</summary>
    public static Table Loans(params TableColumn[] more) => Of(
    [
        Numbers("income", [.. Enumerable.Range(0, 60).Select(i => 20.5 + i * 7 % 31)]),
        Texts("job", [.. Enumerable.Range(0, 60).Select(i => i % 7 == 0 ? null : i % 2 == 0 ? "clerk" : "cook")]),
        Texts("outcome", [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? "bad" : "good")]),
        Dates("applied", [.. Enumerable.Range(0, 60).Select(i => new DateTime(2015, 1, 31).AddMonths(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]),
        .. more,
    ]);

    public static TrainingOptions LoanOptions { get; } = new() { Label = "outcome", Positive = "bad" };

    /// <summary>Bars of symbols A, B, ... in order of date; the close of each goes its own way, and volume is there.</summary>
    public static Table Bars(int symbols, int bars, params TableColumn[] more)
    {
        var rows = Enumerable.Range(0, bars).SelectMany(_ => Enumerable.Range(0, symbols), (day, symbol) => (day, symbol)).ToArray();
        double Price(int day, int symbol) => 100 + 5 * symbol + 5 * Math.Sin(0.9 * day + symbol) + 0.05 * day;
        return Of(
        [
            Dates("Date", [.. rows.Select(r => Day(r.day))]),
            Numbers("Open", [.. rows.Select(r => Price(r.day - 1, r.symbol) + .2)]),
            Numbers("High", [.. rows.Select(r => Math.Max(Price(r.day - 1, r.symbol), Price(r.day, r.symbol)) + 1)]),
            Numbers("Low", [.. rows.Select(r => Math.Min(Price(r.day - 1, r.symbol), Price(r.day, r.symbol)) - 1)]),
            Numbers("Close", [.. rows.Select(r => Price(r.day, r.symbol))]),
            Numbers("Volume", [.. rows.Select(r => 1000.0 + (r.day * 37 + r.symbol) % 101)]),
            .. symbols > 1 ? [Texts("Ticker", [.. rows.Select(r => $"{(char)('A' + r.symbol)}")])] : Array.Empty<TableColumn>(),
            .. more,
        ]);
    }

    public static string Day(int day) => new DateTime(2020, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Table Of(params TableColumn[] columns) => new(columns, columns[0].Rows);

    /// <summary>The table with one cell of a column of numbers replaced.</summary>
    public static Table With(this Table table, string column, int row, double value) => table.With(column, v => v[row] = value);

    public static Table With(this Table table, string column, Action<double[]> change)
    {
        double[] values = [.. ((NumericColumn)table.Find(column)!).Values];
        change(values);
        return Of([.. table.Columns.Select(c => c.Name == column ? Numbers(column, values) : c)]);
    }

    public static Table Without(this Table table, string column) => Of([.. table.Columns.Where(c => c.Name != column)]);

    public static NumericColumn Numbers(string name, params double[] values) => new(name, values);

    public static CategoryColumn Texts(string name, params string?[] texts)
    {
        string[] levels = [.. texts.OfType<string>().Distinct()];
        return new(name, Array.ConvertAll(texts, t => t is null ? -1 : Array.IndexOf(levels, t)), levels);
    }

    public static DateColumn Dates(string name, params string?[] dates)
        => new(name, Array.ConvertAll(dates, d => d is null ? DateColumn.Missing : Ticks(d)));

    public static long Ticks(string date) => DateTime.Parse(date, CultureInfo.InvariantCulture).Ticks;

    public static Dataset Loan(Table table, TrainingOptions options) => Domain.Find("loan")!.Prepare(table, options);

    public static Dataset Risk(Table table, TrainingOptions options) => Domain.Find("risk")!.Prepare(table, options);

    public static Dataset Trade(Table table, TrainingOptions? options = null) => Domain.Find("trade")!.Prepare(table, options ?? new());

    public static IReadOnlyDictionary<string, string[]> Errors(Action action) => Assert.Throws<BadDataException>(action).Errors;
}
