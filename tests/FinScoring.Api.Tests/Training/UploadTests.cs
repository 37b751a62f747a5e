using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FinScoring.Api.Tests.Training;

/// <summary>The ways a training file comes in.</summary>
public sealed class UploadTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task A_csv_body_becomes_the_first_version_and_its_hash_is_kept()
    {
        var csv = Some.Loan();
        Assert.Equal(1, await service.PublishAsync("loan", csv, Some.LoanOptions, "csv"));
        Assert.Equal(Hash(csv), await DataHashAsync("csv"));
        await Leftovers.NoneAsync(service.Folder);
    }

    [Fact]
    public async Task A_gzip_body_is_the_same_file()
    {
        var csv = Some.Loan();
        using var content = Gzip(csv);
        var job = await service.Client.PostAsync($"/train/loan?model=gzip&{Some.LoanOptions}", content).JobAsync();
        Assert.Equal("succeeded", (await service.Client.UntilEndedAsync(job)).Status());
        Assert.Equal(Hash(csv), await DataHashAsync("gzip"));
    }

    [Fact]
    public async Task A_damaged_gzip_body_is_refused()
    {
        var whole = await Gzip(Some.Loan()).ReadAsByteArrayAsync();
        foreach (var bytes in new[] { whole[..(whole.Length / 2)], Encoding.UTF8.GetBytes("no gzip") })
        {
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new("text/csv");
            content.Headers.ContentEncoding.Add("gzip");
            using var answer = await service.Client.PostAsync($"/train/loan?{Some.LoanOptions}", content);
            Assert.Equal(["body"], (await answer.ErrorsAsync()).Keys);
        }

        Assert.Empty(Leftovers.Folders(service.Folder));
    }

    [Theory]
    [InlineData("data,options,test")]
    [InlineData("options,test,data")]
    [InlineData("test,data,options")]
    public async Task The_parts_of_a_multipart_body_come_in_any_order(string order)
    {
        var model = order.Replace(',', '-');
        using var content = Parts(order.Split(','));
        var id = await service.Client.PostAsync($"/train/loan?model={model}", content).JobAsync();
        var job = await service.Client.UntilEndedAsync(id);
        Assert.True(job.Status() == "succeeded", job.ToString());

        // 100 rows that the training has not seen, evaluated by the finished model.
        var evaluation = Assert.Single((await JsonAsync($"/models/loan/{model}/1")).GetProperty("evaluations").EnumerateArray());
        Assert.Equal(Hash(Some.Loan(100, seed: 2)), evaluation.GetProperty("dataHash").GetString());
        Assert.Equal(100, evaluation.GetProperty("report").GetProperty("rows").GetInt32());
        Assert.InRange(evaluation.GetProperty("report").GetProperty("metrics").GetProperty("auc").GetDouble(), 0.7, 1);
    }

    [Theory]
    [InlineData("options", "data")]
    [InlineData("data,data,options", "data")]
    [InlineData("data,other", "other")]
    public async Task A_multipart_body_with_other_parts_is_refused(string parts, string field)
    {
        using var content = Parts(parts.Split(','));
        using var answer = await service.Client.PostAsync("/train/loan", content);
        Assert.Equal([field], (await answer.ErrorsAsync()).Keys);
        Assert.Empty(Leftovers.Folders(service.Folder));
    }

    [Fact]
    public async Task A_multipart_body_that_ends_too_early_is_refused()
    {
        var whole = await Parts(["options", "data"]).ReadAsByteArrayAsync();
        using var content = new ByteArrayContent(whole[..^100]);
        content.Headers.TryAddWithoutValidation("Content-Type", Parts(["data"]).Headers.ContentType!.ToString());
        using var answer = await service.Client.PostAsync("/train/loan", content);
        Assert.Equal(["body"], (await answer.ErrorsAsync()).Keys);
    }

    [Fact]
    public async Task A_test_file_without_the_label_is_refused_at_once()
    {
        using var content = Parts(["options", "data"]);
        content.Add(new StringContent("income,housing\n1,own\n"), "test", "test.csv");
        using var answer = await service.Client.PostAsync("/train/loan", content);
        var errors = await answer.ErrorsAsync();
        Assert.StartsWith("In the test file:", errors["label"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_rows_train_as_a_table_whose_strings_are_never_numbers()
    {
        // "code" is written as a string: a category, though it looks like a number.
        var rows = Some.Loan().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select((line, i) => line.Split(',') switch
        {
            var cells => new Dictionary<string, object?>
            {
                ["income"] = i % 20 == 0 ? null : double.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture),
                ["rents"] = cells[1] == "rent",
                ["code"] = cells[1] == "rent" ? "17" : "4",
                ["seen"] = $"2024-01-{(i % 28) + 1:00}",
                ["outcome"] = cells[2],
            },
        });
        var body = JsonSerializer.Serialize(new
        {
            rows,
            options = new { label = "outcome", positive = "bad", algorithm = "logistic", folds = 2, selection = "none", seed = 1 },
        });
        using var answer = await service.Client.PostAsync(
            "/train/loan?model=json", new StringContent(body, Encoding.UTF8, "application/json"), ("Prefer", "wait=300"));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());

        var columns = (await JsonAsync("/models/loan/json/1")).GetProperty("signature").GetProperty("columns").EnumerateArray()
            .ToDictionary(c => c.GetProperty("name").GetString()!, c => c);
        Assert.Equal("numeric", columns["income"].GetProperty("kind").GetString());
        Assert.True(columns["income"].GetProperty("missing").GetBoolean());
        Assert.Equal(["17", "4"], columns["code"].GetProperty("categories").EnumerateArray().Select(c => c.GetString()).Order());
        Assert.Equal("ignored", columns["seen"].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_file_without_a_header_names_its_columns_by_number()
    {
        var csv = Some.Loan();
        var rows = csv[(csv.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        await service.PublishAsync("loan", rows, "header=false&label=c3&positive=bad&algorithm=logistic&folds=2", "bare");
        var manifest = await JsonAsync("/models/loan/bare/1");
        Assert.Equal("c3", manifest.GetProperty("options").GetProperty("label").GetString());
    }

    private static string Hash(string csv) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(csv)));

    private static ByteArrayContent Gzip(string csv)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(csv));
        var content = new ByteArrayContent(bytes.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static MultipartFormDataContent Parts(IEnumerable<string> names)
    {
        var parts = new MultipartFormDataContent("boundary-of-the-parts");
        foreach (var name in names)
        {
            var text = name switch
            {
                "options" => """{"label":"outcome","positive":"bad","algorithm":"logistic","folds":2}""",
                "test" => Some.Loan(100, seed: 2),
                _ => Some.Loan(),
            };
            parts.Add(new StringContent(text), name, $"{name}.csv");
        }

        return parts;
    }

    private async Task<string?> DataHashAsync(string model)
        => (await JsonAsync($"/models/loan/{model}/1")).GetProperty("dataHash").GetString();

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await service.Client.GetAsync(path);
        return await answer.JsonAsync();
    }
}
