namespace FinScoring.Core.Data;

/// <summary>Reads a CSV file into a typed table: delimiter, kinds, missing values and dates are inferred from the whole file.</summary>
public static class TableReader
{
    /// <param name="path">A UTF-8 (or BOM-marked UTF-16) text file.</param>
    /// <param name="header">False: there is no header and the columns are c1, c2, ...</param>
    /// <param name="categories">Columns to read as categories though they hold numbers.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="BadDataException">The file is no readable CSV; names row and column.</exception>
    public static Table Read(string path, bool header, IReadOnlyCollection<string> categories, CancellationToken cancel = default)
        => throw new NotImplementedException();
}
