using System.Text;
using System.Text.Json;
using CsCheck;
using FinScoring.Api.Training.Uploads;
using FinScoring.Core.Data;

namespace FinScoring.Api.Tests.Training;

public sealed class JsonRowsTests
{
    [Fact]
    public void Columns_come_in_order_of_first_appearance_and_absent_is_missing()
        => Assert.Equal("\"b\",\"a\",\"c\"\n1,,\n,2.50,\n,,true\n", Csv("""[{"b":1},{"a":2.50,"b":null},{"c":true}]"""));

    [Fact]
    public void A_column_with_a_string_is_a_category_unless_its_strings_are_dates()
    {
        var rows = Rows("""
            [{"number":1,"code":"1","mixed":1,"date":"2024-01-31","month":"2024-01","gap":"","half":"2024-01-31","truth":true},
             {"number":2.5,"code":"2","mixed":"1","date":null,"month":"2024-02","gap":3,"half":7,"truth":false}]
            """);
        Assert.Equal(["code", "mixed", "half"], rows.Categories);
    }

    [Fact]
    public void A_row_of_one_missing_value_is_no_blank_line() => Assert.Equal("\"a\"\nNA\n1\n", Csv("""[{"a":null},{"a":1}]"""));

    [Fact]
    public void A_small_body_cannot_become_a_gigantic_table()
    {
        var rows = new StringBuilder("[");
        rows.AppendJoin(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"c{{i}}":1}"""));
        Assert.Throws<BadDataException>(() => Rows(rows.Append(']').ToString()));
    }

    [Fact]
    public void Any_texts_come_back_from_the_file_as_they_were_sent()
        => Gen.String[Gen.Char["ab,;\"\n\r\t |'ä0"], 1, 8].Array[2, 6].Sample(texts =>
        {
            // Cells are trimmed, and what is left must not read as missing.
            string[] sent = [.. texts.Select(text => $"x{text}x")];
            var path = Path.GetTempFileName();
            File.WriteAllText(path, Csv(JsonSerializer.Serialize(sent.Select(text => new { text, n = 1 }))));
            var column = (CategoryColumn)TableReader.Read(path, true, ["text"]).Find("text")!;
            File.Delete(path);
            return sent.SequenceEqual(column.Codes.Select(code => column.Levels[code]));
        }, iter: 200);

    private static JsonRows Rows(string json) => new(JsonDocument.Parse(json).RootElement);

    private static string Csv(string json)
    {
        using var csv = new StringWriter();
        Rows(json).Write(csv);
        return csv.ToString();
    }
}
