using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>What of a file of bars would fail, as far as its columns' kinds can tell.</summary>
internal static class BarLook
{
    /// <param name="kinds">Of each column of the file.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="columnFindings">What is known to be wrong with a column's cells, which says more than its kind does.</param>
    public static void Check(IReadOnlyDictionary<string, ColumnKind> kinds, Findings findings, Findings? columnFindings = null)
    {
        bool IsExplained(string standard) => kinds.Keys.Any(name => BarColumns.Find(name) == standard && columnFindings?.Has(name) == true);
        var columns = kinds.Where(k => BarColumns.Find(k.Key) is not null).ToLookup(k => BarColumns.Find(k.Key)!, k => k.Value);
        foreach (var name in BarColumns.Required.Where(n => !columns.Contains(n)))
            findings.Add(name, $"A bar needs the column {name}.");
        foreach (var column in columns)
        {
            if (column.Count() > 1)
                findings.Add(column.Key, $"Two columns stand for {column.Key}.");
            else if (!IsExplained(column.Key) && Complaint(column.Key, column.Single()) is { } complaint)
                findings.Add(column.Key, complaint);
        }
    }

    private static string? Complaint(string column, ColumnKind kind) => column switch
    {
        BarColumns.Date => kind == ColumnKind.Date ? null : "date must hold ISO 8601 dates, such as 2024-05-31.",
        BarColumns.Symbol => kind == ColumnKind.Category ? null : "symbol must hold names.",
        _ => kind == ColumnKind.Numeric ? null : $"{column} must hold numbers.",
    };
}
