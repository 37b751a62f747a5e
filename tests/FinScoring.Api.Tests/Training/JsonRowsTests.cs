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

    [Theory]
    [InlineData("\"1300\"")]
    [InlineData("\" 13.5 \"")]
    public void One_string_among_numbers_is_refused_with_its_row_unless_the_field_is_a_category(string text)
    {
        var json = Json(i => i == 200 ? text : $"{1000 + i}");
        Assert.Equal(
            "Row 201 holds a text where other rows hold numbers, and a text is never read as a number; write numbers or null, or name the field in categories.",
            Assert.Single(Errors(json)["income"]));
        Assert.Equal(["income"], Rows(json, new() { Categories = ["income"] }).Categories);
    }

    [Theory]
    [InlineData("\"n.a.\"")]
    [InlineData("\".\"")]
    public void Other_strings_among_numbers_are_left_to_the_rules_of_files_which_name_them(string text)
        => Assert.Empty(Rows(Json(i => i % 5 == 0 ? text : $"{i}")).Categories);

    [Fact]
    public void Strings_that_are_marks_for_missing_make_no_category()
        => Assert.Empty(Rows(Json(i => i % 5 == 0 ? "\"13\"" : $"{i}"), new() { MissingMarks = ["13"] }).Categories);

    [Fact]
    public void Many_different_numbers_written_as_strings_are_refused_and_a_few_codes_are_a_category()
    {
        Assert.StartsWith("Rows 1, 2, 3, 4, 5 and 395 more hold texts that look like numbers", Errors(Json(i => $"\"{i / 2}\""))["income"][0], StringComparison.Ordinal);
        Assert.Equal(["income"], Rows(Json(i => $"\"{i % 9}\"")).Categories);
        Assert.Equal(["customer_id"], Rows(Json(i => $"\"{i}\"", "customer_id")).Categories);
        Assert.Equal(["income"], Rows(Json(i => $"\"{i}\""), new() { Group = "income" }).Categories);
    }

    [Fact]
    public void A_point_of_json_is_the_decimal_sign_also_where_a_file_would_not_tell()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, Csv("""[{"a":1.234},{"a":-12.500},{"a":7}]"""));
        var column = (NumericColumn)TableReader.Read(path, true, []).Find("a")!;
        File.Delete(path);
        Assert.Equal([1.234, -12.5, 7], column.Values);
    }

    private static string Json(Func<int, string> income, string name = "income")
        => $"[{string.Join(',', Enumerable.Range(0, 400).Select(i => $"{{\"{name}\":{income(i)}}}"))}]";

    private static IReadOnlyDictionary<string, string[]> Errors(string json) => Assert.Throws<BadDataException>(() => Rows(json)).Errors;

    private static JsonRows Rows(string json, TrainingOptions? options = null) => new(JsonDocument.Parse(json).RootElement, options ?? new());

    private static string Csv(string json)
    {
        using var csv = new StringWriter();
        Rows(json).Write(csv);
        return csv.ToString();
    }
}
