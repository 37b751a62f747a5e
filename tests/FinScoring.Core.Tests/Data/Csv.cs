using System.Text;
using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

/// <summary>Texts as CSV files.</summary>
internal static class Csv
{
    public static CsvRows Open(string text, bool header = true) => CsvRows.Open(Stream(text), header);

    public static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>All rows; none may have a problem.</summary>
    public static List<string[]> Read(string text, bool header = true)
    {
        using var rows = Open(text, header);
        var all = new List<string[]>();
        while (rows.Read())
        {
            Assert.Null(rows.Problem);
            all.Add([.. Enumerable.Range(0, rows.Count).Select(i => rows[i].ToString())]);
        }
        return all;
    }
}
