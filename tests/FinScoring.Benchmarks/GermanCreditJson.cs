using System.Text.Json;
using System.Text.Json.Nodes;
using FinScoring.Core.Data;

namespace FinScoring.Benchmarks;

/// <summary>The first row of German Credit as the body of a prediction, for wrk.</summary>
internal static class GermanCreditJson
{
    public static void Write(string path)
    {
        var table = TableReader.Read(SharedData.GermanCredit, header: true, []);
        var row = new JsonObject { ["id"] = "A-17" };
        foreach (var column in table.Columns.Where(column => column.Name != "class"))
            row[column.Name] = column is NumericColumn numbers ? numbers.Values[0] : ((CategoryColumn)column).Levels[((CategoryColumn)column).Codes[0]];
        File.WriteAllText(path, row.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }
}
