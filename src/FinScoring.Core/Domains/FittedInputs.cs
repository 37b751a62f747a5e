using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>Takes from a file the columns that a finished model starts from, by the rules of a request to it.</summary>
internal static class FittedInputs
{
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="table">The file; its columns of the model's categories read as categories.</param>
    /// <param name="rows">The rows to take.</param>
    /// <exception cref="BadDataException">
    /// Every column that is not there though no training row lacked it, or that holds texts for numbers.
    /// </exception>
    public static TableColumn[] Take(IReadOnlyList<Column> inputs, Table table, int[] rows)
    {
        var findings = new Findings();
        TableColumn[] columns = [.. inputs.Select(input => Take(input, table, rows, findings))];
        findings.Throw();
        return columns;
    }

    private static TableColumn Take(Column input, Table table, int[] rows, Findings findings)
    {
        var column = table.Find(input.Name);
        if (column is null)
        {
            if (!input.Missing) findings.Add(input.Name, "The file has no such column, and no training row lacked it.");
            return Empty(input, rows.Length);
        }

        var reader = NumberReader.Of(input);
        if (input.Kind == ColumnKind.Numeric) Find("Cells are no numbers within 3.4e38 of zero", row => !IsNumber(column, row, reader));
        // Of the wrong kind only where every cell is missing, or after a finding.
        var fits = input.Kind == ColumnKind.Numeric ? column is NumericColumn : column is CategoryColumn;
        return fits ? column.Take(rows) : Empty(input, rows.Length);

        void Find(string problem, Predicate<int> wrong) => findings.AddRows(input.Name, problem, Array.FindAll(rows, wrong));
    }

    private static bool IsNumber(TableColumn column, int row, NumberReader reader) => column switch
    {
        _ when column.IsMissing(row) => true,
        NumericColumn numbers => float.IsFinite((float)numbers.Values[row]),
        CategoryColumn texts => reader.TryRead(texts.Levels[texts.Codes[row]], out var value) && float.IsFinite((float)value),
        _ => false,
    };

    private static TableColumn Empty(Column input, int rows) => input.Kind == ColumnKind.Numeric
        ? new NumericColumn(input.Name, [.. Enumerable.Repeat(double.NaN, rows)])
        : new CategoryColumn(input.Name, [.. Enumerable.Repeat(-1, rows)], []);
}
