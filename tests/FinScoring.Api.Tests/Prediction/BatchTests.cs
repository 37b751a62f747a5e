using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace FinScoring.Api.Tests.Prediction;

[Collection(ScoringServiceTests.Name)]
public sealed class BatchTests(ScoringService service)
{
    private const string Csv = "text/csv";
    private const string NdJson = "application/x-ndjson";
    private const string Json = "application/json";
    private const string Header = "id,income,savings,age,job,phone\n";
    private const string Good = "2500,120.5,41,clerk,true";
    private const string GoodJson = "\"income\":2500,\"savings\":120.5,\"age\":41,\"job\":\"clerk\",\"phone\":\"true\"}";

    [Fact]
    public async Task A_bad_row_carries_its_error_and_spoils_no_other()
    {
        var lines = await CsvAsync(Header + $"a,{Good}\nb,x,,41,pilot,true\nc,{Good}\nd,1,2\ne,{Good}\n");

        Assert.Equal("id,probability,score,decision,warnings,error", lines[0]);
        Assert.Equal(["a", "b", "c", "d", "e"], lines[1..].Select(line => line.Split(',')[0]));
        Assert.Equal(lines[1][1..], lines[3][1..]);
        Assert.Equal(lines[1][1..], lines[5][1..]);
        Assert.Equal("""b,,,,,"{""code"":""invalidRow"",""errors"":{""income"":[""must be a number.""]}}" """.TrimEnd(), lines[2]);
        Assert.StartsWith("""d,,,,,"{""code"":""malformedRow"",""errors"":{""row"":[""has 3 cells""", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_are_json_in_their_cell()
    {
        var lines = await CsvAsync(Header + "a,2500,,41,pilot,true\n");
        var cell = lines[1].Split(',', 5)[4];

        Assert.EndsWith(",", cell, StringComparison.Ordinal);
        var warnings = JsonDocument.Parse(cell[1..^2].Replace("\"\"", "\"", StringComparison.Ordinal)).RootElement;
        Assert.Equal(("unseenCategory", "job"), (warnings[0].GetProperty("code").GetString(), warnings[0].GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData(NdJson, "{\"id\":1,", "\n{\"id\":2,", "\n\n{\"id\":3,", "\n")]
    [InlineData(Json, " [{\"id\":1,", ",\n {\"id\":2,", " , {\"id\":3,", "\n]\n")]
    public async Task A_malformed_json_row_spoils_no_other(string type, string first, string second, string third, string end)
    {
        var rows = await RowsAsync(first + GoodJson + second + "\"income\" 7}" + third + GoodJson + end, type);

        Assert.Equal(3, rows.Count);
        Assert.Equal((1, 3), (rows[0].GetProperty("id").GetInt32(), rows[2].GetProperty("id").GetInt32()));
        Assert.Equal(rows[0].GetProperty("probability").GetDouble(), rows[2].GetProperty("probability").GetDouble());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("probability").ValueKind);
        Assert.Equal("malformedRow", rows[1].GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData(" [ ] ", 0)]
    [InlineData("[7,\"a, ]\",null,{},[[]]]", 5)]
    [InlineData("[{},]", 2)]
    [InlineData("[{\"a\":\"\\\"]}\"}]", 1)]
    public async Task Each_element_of_a_json_list_is_a_row(string body, int rows)
        => Assert.Equal(rows, (await RowsAsync(body, Json)).Count);

    [Theory]
    [InlineData("[{},{}", 2)]
    [InlineData("[{},{},{\"a\"", 3)]
    [InlineData("[{},{}]]", 3)]
    [InlineData("[{},{}}", 3)]
    [InlineData("[{},{}] x", 3)]
    public async Task A_json_list_that_breaks_ends_in_a_row_that_says_so(string body, int rows)
    {
        var answers = await RowsAsync(body, Json);

        Assert.Equal(rows, answers.Count);
        Assert.Equal("brokenRequest", answers[^1].GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("7")]
    public async Task What_is_no_json_list_is_a_400(string body)
    {
        using var answer = await service.PostAsync("/predict/loan/batch", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_spoil_no_other_row()
    {
        var rows = string.Concat(Enumerable.Repeat($"a,{Good}\n", 3000));
        byte[] body = [.. Encoding.UTF8.GetBytes(Header + rows + "b"), 0xFF, .. Encoding.UTF8.GetBytes($",{Good}\n" + rows)];
        using var answer = await service.PostAsync("/predict/loan/batch", body, Csv);
        var lines = Lines(await answer.Content.ReadAsStringAsync());

        Assert.Equal(1 + 6001, lines.Length);
        Assert.Contains("no text", lines[3001], StringComparison.Ordinal);
        Assert.All([.. lines[1..3001], .. lines[3002..]], line => Assert.Equal(lines[1], line));
    }

    [Fact]
    public async Task A_row_beyond_the_limit_of_a_row_spoils_no_other()
    {
        var lines = await CsvAsync(Header + $"a,{Good}\n{new string('x', 2 << 20)},{Good}\nc,{Good}\n");

        Assert.Equal(["a", "", "c"], lines[1..].Select(line => line.Split(',')[0]));
        Assert.Contains("Prediction:MaxBodyBytes", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_too_long_to_be_read_ends_in_a_row_that_says_so()
    {
        var lines = await CsvAsync(Header + $"a,{Good}\n{new string('x', 5 << 20)},{Good}\nc,{Good}\n");

        Assert.Equal(3, lines.Length);
        Assert.Contains("brokenRequest", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_spoils_no_other_row()
    {
        var lines = await CsvAsync(Header + $"a,{Good}\nb,\"{Good}\n\"c,{Good}\nd,{Good}\n");

        Assert.Equal(["a", "b", "", "d"], lines[1..].Select(line => line.Split(',')[0]));
        Assert.Equal(lines[1][1..], lines[4][1..]);
        Assert.All(lines[2..4], line => Assert.Contains("is never closed", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_comma_that_is_missing_in_a_json_list_costs_one_row()
    {
        var rows = await RowsAsync($"[{{\"id\":1,{GoodJson},{{\"id\":2,{GoodJson} {{\"id\":3,{GoodJson},{{\"id\":4,{GoodJson}]", Json);

        Assert.Equal([1, 2, 3, 4], rows.Select(row => row.GetProperty("id").GetInt32()));
        Assert.Equal("has no comma before it.", rows[2].GetProperty("error").GetProperty("errors").GetProperty("row")[0].GetString());
        Assert.All([rows[1], rows[3]], row => Assert.Equal(rows[0].GetProperty("probability").GetDouble(), row.GetProperty("probability").GetDouble()));
    }

    [Theory]
    [InlineData(NdJson, "{\"id\":\"a\",\"income\":}")]
    [InlineData(Json, "[{\"id\":\"a\",\"income\" 7}]")]
    public async Task A_malformed_json_row_keeps_the_id_that_stands_before_what_is_wrong(string type, string body)
        => Assert.Equal("a", (await RowsAsync(body, type))[0].GetProperty("id").GetString());

    [Theory]
    [InlineData("income,savings,age,job\n1,2,3,clerk\n", "phone")]
    [InlineData("income,savings,age,job,phone,shoes\n", "header")]
    [InlineData("income,income,age,job,phone\n", "data")]
    [InlineData("", "data")]
    public async Task A_bad_header_is_a_400_before_any_answer(string body, string field)
    {
        using var answer = await service.PostAsync("/predict/loan/batch", body, Csv);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([field], (await answer.JsonAsync()).GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("7301,clerk-7,Zo\u00eb,income\n", "cells 1, 2 and 3 of the header are no fields of this model; the first line must name the columns.")]
    [InlineData("income,savings,age,job,phone,Zo\u00eb\n", "cell 6 of the header is no field of this model; the first line must name the columns.")]
    [InlineData("k1,k2,k3,k4,k5,k6,k7,k8,k9,Zo\u00eb,7301,clerk-7\n", "cells 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more of the header are no fields of this model; the first line must name the columns.")]
    public async Task A_header_that_is_data_is_not_repeated_by_its_error(string body, string message)
    {
        using var answer = await service.PostAsync("/predict/loan/batch", body, Csv);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([message], (await answer.JsonAsync()).GetProperty("errors").GetProperty("header").EnumerateArray().Select(e => e.GetString()!));
        Assert.All(["Zo", "7301", "clerk-7"], cell => Assert.DoesNotContain(cell, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Columns_may_come_in_any_order_with_others_of_the_training_file_and_without_those_that_may_be_missing()
    {
        var full = await CsvAsync(Header + "a,2500,,41,clerk,true\n");
        var other = await CsvAsync("phone;outcome;job;id;age;income;reference\ntrue;repaid;clerk;a;41;2500;R-1\n");

        Assert.Equal(full, other);
    }

    [Fact]
    public async Task A_header_alone_is_answered_by_a_header_alone()
        => Assert.Single(await CsvAsync(Header));

    [Theory]
    [InlineData(null, Csv)]
    [InlineData("*/*", Csv)]
    [InlineData("application/json, text/plain, */*", Csv)]
    [InlineData("application/json", Json)]
    [InlineData("application/x-ndjson, text/csv;q=0.5", NdJson)]
    [InlineData("text/csv;q=0, */*;q=0.1", NdJson)]
    [InlineData("text/*", Csv)]
    public async Task The_answer_has_the_type_that_is_accepted_and_else_that_of_the_request(string? accept, string type)
    {
        using var answer = await service.PostAsync("/predict/loan/batch", Header + $"a,{Good}\nb,{Good}\n", Csv, accept);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(2, Rows(await answer.Content.ReadAsStringAsync(), type));
    }

    [Theory]
    [InlineData("image/png", 406)]
    [InlineData("text/csv;q=0", 406)]
    public async Task What_cannot_be_accepted_is_a_406(string accept, int status)
    {
        using var answer = await service.PostAsync("/predict/loan/batch", Header, Csv, accept);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/csv; charset=latin1")]
    [InlineData("")]
    public async Task Another_type_is_a_415(string type)
    {
        using var answer = await service.PostAsync("/predict/loan/batch", Header, type);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_batch_in_gzip_is_read_and_one_that_breaks_says_so()
    {
        var csv = Header + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{2000 + i % 997},,41,clerk,true\n"));
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(csv));
        using var whole = await service.PostAsync("/predict/loan/batch", zipped.ToArray(), Csv, encoding: "gzip");
        byte[] damaged = [.. zipped.ToArray()[..^3000], .. new byte[3000]];
        using var broken = await service.PostAsync("/predict/loan/batch", damaged, Csv, encoding: "gzip");

        Assert.Equal(await CsvAsync(csv), Lines(await whole.Content.ReadAsStringAsync()));
        Assert.Contains("brokenRequest", Lines(await broken.Content.ReadAsStringAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_headers_name_the_version_and_the_policy()
    {
        using var answer = await service.PostAsync("/predict/loan/batch", Header, Csv);

        Assert.Equal("loan/default/1", answer.Headers.GetValues("FinScoring-Model").Single());
        Assert.Equal("1", answer.Headers.GetValues("FinScoring-Policy").Single());
    }

    [Fact]
    public async Task Many_rows_keep_their_order()
    {
        var csv = Header + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i},{Good}\n"));
        var lines = await CsvAsync(csv);

        Assert.Equal(Enumerable.Range(0, 30_000), lines[1..].Select(line => int.Parse(line.Split(',')[0])));
    }

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    private static int Rows(string text, string type) => type switch
    {
        Csv => Lines(text).Length - 1,
        NdJson => Lines(text).Length,
        _ => JsonDocument.Parse(text).RootElement.GetArrayLength(),
    };

    private async Task<string[]> CsvAsync(string body)
    {
        using var answer = await service.PostAsync("/predict/loan/batch", body, Csv);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return Lines(text);
    }

    private async Task<IReadOnlyList<JsonElement>> RowsAsync(string body, string type)
    {
        using var answer = await service.PostAsync("/predict/loan/batch", body, type);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return [.. JsonDocument.Parse(type == NdJson ? $"[{text.TrimEnd('\n').Replace('\n', ',')}]" : text).RootElement.EnumerateArray()];
    }
}
