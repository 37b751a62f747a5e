using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FinScoring.Api.Tests.Prediction;

[Collection(ScoringServiceTests.Name)]
public sealed class PredictionErrorsTests(ScoringService service)
{
    [Fact]
    public async Task Every_bad_field_is_named_at_once_and_no_value_is_repeated()
    {
        var row = new JsonObject
        {
            ["income"] = "secret-1",
            ["savings"] = new JsonArray(1),
            ["job"] = new JsonObject { ["a"] = "secret-2" },
            ["phone"] = null,
            ["nonsense"] = "secret-3",
            ["reference"] = new JsonObject(),
            ["id"] = true,
        };

        var problem = await ProblemAsync("/predict/loan", row.ToJsonString(), HttpStatusCode.BadRequest);

        Assert.Equal(["age", "id", "income", "job", "nonsense", "phone", "reference", "savings"], Fields(problem));
        Assert.All(problem.GetProperty("errors").EnumerateObject(), field => Assert.Equal(1, field.Value.GetArrayLength()));
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("income", "\"income\":1,\"income\":1")]
    [InlineData("id", "\"id\":1,\"id\":2")]
    [InlineData("reference", "\"reference\":1,\"reference\":1")]
    [InlineData("savings", "\"savings\":null,\"savings\":null")]
    public async Task A_field_that_is_given_twice_is_an_error(string field, string members)
    {
        var row = SomeData.Loan();
        row.Remove(field);

        var problem = await ProblemAsync("/predict/loan", row.ToJsonString()[..^1] + "," + members + "}", HttpStatusCode.BadRequest);

        Assert.Equal([field], Fields(problem));
    }

    [Theory]
    [InlineData("income")]
    [InlineData("nonsense")]
    public async Task A_field_that_is_given_many_thousand_times_is_one_finding(string field)
    {
        var body = "{" + string.Join(',', Enumerable.Repeat($"\"{field}\":1", 60_000)) + "}";

        var problem = await ProblemAsync("/predict/loan", body, HttpStatusCode.BadRequest);

        // Were every repetition a finding, the answer would be megabytes, and gathering them would take minutes.
        Assert.Equal(1, problem.GetProperty("errors").GetProperty(field).GetArrayLength());
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e39")]
    [InlineData("\"12\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"\"")]
    [InlineData("false")]
    [InlineData("null")]
    public async Task What_is_no_finite_number_is_an_error_in_a_numeric_field(string value)
    {
        var row = SomeData.Loan();
        row.Remove("income");

        var problem = await ProblemAsync("/predict/loan", row.ToJsonString()[..^1] + ",\"income\":" + value + "}", HttpStatusCode.BadRequest);

        Assert.Equal(["income"], Fields(problem));
    }

    [Theory]
    [InlineData("{\"income\":NaN}", 1, 11)]
    [InlineData("{\n \"income\": 1,\n}", 3, 1)]
    [InlineData("{\"income\":1", 1, 12)]
    [InlineData("{\"income\":1}\n{}", 2, 1)]
    [InlineData("[{}]", 1, 1)]
    [InlineData("7", 1, 1)]
    [InlineData("{\"job\":\"\\ud800\"}", 1, 8)]
    [InlineData("{\"income\":1}//", 1, 13)]
    public async Task Malformed_json_is_refused_with_its_line_and_position(string body, int line, int position)
    {
        var problem = await ProblemAsync("/predict/loan", body, HttpStatusCode.BadRequest);

        Assert.Contains($"line {line}, byte {position}.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_body_is_a_400() => await ProblemAsync("/predict/loan", "", HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/csv")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task Another_type_than_json_is_a_415(string contentType)
        => await ProblemAsync("/predict/loan", SomeData.Loan().ToJsonString(), HttpStatusCode.UnsupportedMediaType, contentType);

    [Fact]
    public async Task A_charset_of_utf_8_and_a_byte_order_mark_are_fine()
    {
        using var answer = await service.PostAsync("/predict/loan", "\uFEFF" + SomeData.Loan().ToJsonString(), "application/json; charset=\"UTF-8\"");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_a_413()
    {
        var row = SomeData.Loan();
        row["reference"] = new string('x', 2 << 20);
        await ProblemAsync("/predict/loan", row.ToJsonString(), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_in_gzip_is_read_and_its_limit_holds_unzipped()
    {
        var row = SomeData.Loan();
        using var answer = await service.PostAsync("/predict/loan", Zip(row.ToJsonString()), "application/json", encoding: "gzip");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        row["reference"] = new string('x', 2 << 20);
        using var large = await service.PostAsync("/predict/loan", Zip(row.ToJsonString()), "application/json", encoding: "gzip");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);

        using var broken = await service.PostAsync("/predict/loan", "no gzip"u8.ToArray(), "application/json", encoding: "gzip");
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);

        using var other = await service.PostAsync("/predict/loan", "{}"u8.ToArray(), "application/json", encoding: "br");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, other.StatusCode);
    }

    [Theory]
    [InlineData("/predict/weather")]
    [InlineData("/predict/Loan/batch/more")]
    [InlineData("/predict/loan?model=nobody")]
    [InlineData("/predict/loan?version=99")]
    [InlineData("/predict/loan?version=0")]
    [InlineData("/predict/loan?version=latest")]
    [InlineData("/predict/loan?model=nobody&version=1")]
    public async Task What_is_not_there_is_a_404(string path)
        => await ProblemAsync(path, SomeData.Loan().ToJsonString(), HttpStatusCode.NotFound);

    [Fact]
    public async Task A_model_without_champion_says_how_to_train_one()
    {
        var problem = await ProblemAsync("/predict/loan?model=cards", "{}", HttpStatusCode.NotFound);
        Assert.Contains("/train/loan?model=cards", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_the_name_of_a_model_is_a_400()
        => Assert.Equal(["model"], Fields(await ProblemAsync("/predict/loan?model=No%20Name", "{}", HttpStatusCode.BadRequest)));

    [Fact]
    public async Task A_get_is_a_405()
    {
        using var answer = await service.Client.GetAsync("/predict/loan");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task A_damaged_champion_is_a_503_and_the_other_models_go_on()
    {
        using var own = new ScoringService();
        own.Publish("loan", SomeData.Loans(300), new() { Label = "outcome", Positive = "default" }, "damaged");
        File.WriteAllText(Path.Combine(own.Service.Folder, "loan", "damaged", "1", "model.zip"), "no zip");
        own.Catalog.LoadChampions();

        using var damaged = await own.PostAsync("/predict/loan?model=damaged", SomeData.Loan().ToJsonString());
        using var sound = await own.PostAsync("/predict/loan", SomeData.Loan().ToJsonString());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, damaged.StatusCode);
        Assert.Equal("application/problem+json", damaged.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.OK, sound.StatusCode);
    }

    [Theory]
    [InlineData("/predict/loan", "verson", "model, version, explain, baseline.")]
    [InlineData("/predict/loan", "domain", "model, version, explain, baseline.")]
    [InlineData("/predict/loan/batch", "explian", "model, version, explain, baseline, header.")]
    [InlineData("/predict/loan/what-if", "explain", "model, version.")]
    public async Task A_query_parameter_that_the_route_does_not_have_is_an_error(string path, string name, string known)
    {
        var problem = await ProblemAsync($"{path}?model=default&{name}=3", SomeData.Loan().ToJsonString(), HttpStatusCode.BadRequest);

        Assert.Equal([name], Fields(problem));
        var finding = Assert.Single(problem.GetProperty("errors").GetProperty(name).EnumerateArray()).GetString();
        Assert.EndsWith($"the parameters are {known}", finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_parameter_is_known_however_it_is_capitalized()
    {
        const string Path = "/predict/loan?Model=default&EXPLAIN=true";
        using var answer = await service.PostAsync(Path, SomeData.Loan().ToJsonString(), "application/json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static IEnumerable<string> Fields(JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order();

    private static byte[] Zip(string text)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return zipped.ToArray();
    }

    private async Task<JsonElement> ProblemAsync(string path, string body, HttpStatusCode status, string contentType = "application/json")
    {
        using var answer = await service.PostAsync(path, body, contentType);
        var problem = await answer.JsonAsync();
        Assert.True(answer.StatusCode == status, problem.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return problem;
    }
}
