using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace FinScoring.Api.Tests.Prediction;

/// <summary>Whatever the rows: each of a batch gets what it would get alone, in every format.</summary>
[Collection(ScoringServiceTests.Name)]
public sealed class BatchEqualsSingleTests(ScoringService service)
{
    private static readonly string[] Compared = ["id", "probability", "score", "decision", "version", "policy", "warnings"];

    // Values a cell can say too: numbers, texts and nothing. Some are wrong, unseen or out of range.
    private static readonly Gen<JsonObject> Rows = Gen.Select(
        Gen.Int[-5000, 50000], Gen.Double[-10, 900], Gen.Int[0, 3].Select(i => i == 3 ? "pilot" : SomeData.Jobs[i]), Gen.Int[0, 9],
        (income, savings, job, flaw) =>
        {
            var row = SomeData.Loan();
            (row["income"], row["savings"], row["job"], row["id"]) = (income, savings, job, $"row \"{income}\", {job}");
            if (flaw == 0) row["savings"] = null;
            if (flaw == 1) row["income"] = null;
            if (flaw == 2) row["job"] = null;
            return row;
        });

    [Fact]
    public async Task Every_row_of_a_batch_gets_the_answer_it_would_get_alone()
        => await Rows.List[1, 12].SampleAsync(
            async rows =>
            {
                var singles = new List<JsonElement>();
                foreach (var row in rows)
                    singles.Add(await SingleAsync(row));
                var nd = await BatchAsync(string.Join('\n', rows.Select(row => row.ToJsonString())), "application/x-ndjson");
                var list = await BatchAsync($"[{string.Join(',', rows.Select(row => row.ToJsonString()))}]", "application/json");
                var csv = await BatchAsync(Csv(rows), "text/csv");
                for (var i = 0; i < rows.Count; i++)
                {
                    foreach (var batch in new[] { nd, list, csv })
                        Assert.True(Same(singles[i], batch[i]), $"{singles[i]}\n{batch[i]}");
                }
            },
            iter: 30,
            threads: 1);

    private static bool Same(JsonElement single, JsonElement row)
        => single.TryGetProperty("errors", out var errors)
            ? errors.GetRawText() == row.GetProperty("error").GetProperty("errors").GetRawText()
            : Array.TrueForAll(Compared, name => single.GetProperty(name).GetRawText() == row.GetProperty(name).GetRawText());

    private static string Csv(IEnumerable<JsonObject> rows)
    {
        string[] names = ["income", "savings", "age", "job", "phone", "id"];
        return string.Join(',', names) + "\n" + string.Concat(rows.Select(row => string.Join(',', names.Select(name => Cell(row[name]))) + "\n"));
    }

    private static string Cell(JsonNode? value)
        => value is null ? "" : "\"" + Convert.ToString(value.GetValue<object>(), CultureInfo.InvariantCulture)!.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private async Task<JsonElement> SingleAsync(JsonObject row)
    {
        using var answer = await service.PostAsync("/predict/loan", row.ToJsonString());
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
        return await answer.JsonAsync();
    }

    private async Task<JsonElement> BatchAsync(string body, string type)
    {
        using var answer = await service.PostAsync("/predict/loan/batch", body, type, accept: "application/json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }
}
