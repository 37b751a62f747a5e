namespace FinScoring.Core.Data;

/// <summary>Reads a CSV file into a typed table: delimiter, kinds, missing values and dates are inferred from the whole file.</summary>
public static class TableReader
{
    /// <summary>Two passes over the file: the first tells the kinds, the second fills arrays of their types.</summary>
    /// <param name="path">A UTF-8 (or BOM-marked UTF-16) text file.</param>
    /// <param name="header">False: there is no header and the columns are c1, c2, ...</param>
    /// <param name="categories">Columns to read as categories though they hold numbers; what names no column is ignored.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="BadDataException">The file is no readable CSV; names row and column.</exception>
    public static Table Read(string path, bool header, IReadOnlyCollection<string> categories, CancellationToken cancel = default)
        => Read(path, new() { Header = header, Categories = categories }, _ => true, cancel);

    /// <inheritdoc cref="Read(string, bool, IReadOnlyCollection{string}, CancellationToken)"/>
    /// <param name="path">A UTF-8 (or BOM-marked UTF-16) text file.</param>
    /// <param name="reading">What is known of it.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static Table Read(string path, FileReading reading, CancellationToken cancel = default) => Read(path, reading, _ => true, cancel);

    /// <summary>Reads only the columns of some names: the others cost no memory, and may hold anything.</summary>
    /// <inheritdoc cref="Read(string, FileReading, CancellationToken)"/>
    public static Table Read(string path, FileReading reading, Predicate<string> isWanted, CancellationToken cancel = default)
    {
        var profile = FileProfile.Of(path, reading, cancel);
        profile.Findings.Throw();
        profile.ColumnFindings.Throw(isWanted);
        var columns = profile.Columns
            .Select((c, i) => (Cell: i, Filler: isWanted(c.Name) ? ColumnFiller.For(c, profile.Kinds[c.Name], profile.Rows, reading.Missing) : null))
            .Where(c => c.Filler is not null).ToArray();
        using var rows = FileProfile.Open(path, reading.Header);
        for (var row = 0; rows.Read(); row++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var (cell, filler) in columns)
                filler!.Set(row, rows[cell]);
        }
        return new Table(Array.ConvertAll(columns, c => c.Filler!.ToColumn()), profile.Rows);
    }
}
