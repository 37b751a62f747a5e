using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Api.Tests.Models;

[Collection(OnTrainedModels.Name)]
public sealed class VersionTests(TrainedModels models)
{
    private static readonly string[] Unknown =
        ["loan/card", "loan/default/4", "loan/default/0", "loan/default/x", "loan/default/4/artifact", "stock/default", "loan/Default"];

    [Theory]
    [InlineData("/models/loan/default/1/report?fromat=md", "fromat", "; the only one is format.")]
    [InlineData("/models/loan/default/policy?numbr=1", "numbr", "; the only one is number.")]
    [InlineData("/jobs?limt=1", "limt", "the parameters are domain, model, status, limit.")]
    public async Task A_misspelt_query_parameter_is_not_passed_over(string path, string name, string known)
    {
        await using var service = models.NewService();
        var problem = await service.Client.GetAsync(path).RefusedAsync(HttpStatusCode.BadRequest);
        var finding = Assert.Single(problem.GetProperty("errors").GetProperty(name).EnumerateArray()).GetString();
        Assert.EndsWith(known, finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_are_listed_with_their_champion_and_versions()
    {
        await using var service = models.NewService();
        var list = await service.Client.GetAsync("/models").OkAsync();
        Assert.Equal(2, list.GetArrayLength());
        Assert.Equal("""{"domain":"loan","model":"default","champion":1,"versions":[1,2,3]}""", list[0].GetRawText());
        Assert.Equal("""{"domain":"trade","model":"default","champion":1,"versions":[1]}""", list[1].GetRawText());

        var loan = await service.Client.GetAsync("/models/loan/default").OkAsync();
        Assert.Equal([3, 2, 1], loan.GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("version").GetInt32()));
        Assert.All(loan.GetProperty("versions").EnumerateArray(), v => Assert.Equal("available", v.GetProperty("status").GetString()));
        Assert.All(loan.GetProperty("versions").EnumerateArray(), v => Assert.InRange(v.GetProperty("auc").GetDouble(), 0.5, 1));
    }

    [Fact]
    public async Task A_version_shows_its_manifest()
    {
        await using var service = models.NewService();
        var version = await service.Client.GetAsync("/models/loan/default/3").OkAsync();
        Assert.Equal("logistic", version.GetProperty("algorithm").GetString());
        Assert.Equal("outcome", version.GetProperty("options").GetProperty("label").GetString());
        Assert.Equal(["explanation.json", "model.zip", "predictions.csv"], version.GetProperty("files").EnumerateObject().Select(file => file.Name).Order());
        var columns = version.GetProperty("signature").GetProperty("columns").EnumerateArray();
        var housing = columns.Single(column => column.GetProperty("name").GetString() == "housing");
        Assert.Equal("ignored", housing.GetProperty("kind").GetString());
        Assert.False(version.GetProperty("champion").GetBoolean());
        Assert.Equal(0, version.GetProperty("evaluations").GetArrayLength());
    }

    [Fact]
    public async Task What_is_not_there_is_a_404()
    {
        await using var service = models.NewService();
        foreach (var path in Unknown)
            await service.Client.GetAsync($"/models/{path}").RefusedAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_deleted_version_is_gone_but_for_its_manifest_and_number()
    {
        await using var service = models.NewService();
        await service.Client.DeleteAsync("/models/loan/default/1").RefusedAsync(HttpStatusCode.Conflict);
        using (var deleted = await service.Client.DeleteAsync("/models/loan/default/2"))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        await service.Client.DeleteAsync("/models/loan/default/2").RefusedAsync(HttpStatusCode.NotFound);
        await service.Client.GetAsync("/models/loan/default/2/artifact").RefusedAsync(HttpStatusCode.NotFound);
        await service.Client.PredictLoanAsync("?version=2").RefusedAsync(HttpStatusCode.NotFound);
        await service.Client.PromoteAsync(2).RefusedAsync(HttpStatusCode.NotFound);
        var version = await service.Client.GetAsync("/models/loan/default/2").OkAsync();
        Assert.Equal("deleted", version.GetProperty("status").GetString());
        var list = await service.Client.GetAsync("/models").OkAsync();
        Assert.Equal("[1,3]", list[0].GetProperty("versions").GetRawText());
    }

    [Fact]
    public async Task The_artifact_has_the_hash_of_the_manifest()
    {
        await using var service = models.NewService();
        using var answer = await service.Client.GetAsync("/models/loan/default/1/artifact");
        var zip = await answer.Content.ReadAsByteArrayAsync();
        var hash = Convert.ToHexStringLower(SHA256.HashData(zip));
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("loan-default-1.zip", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal($"\"{hash}\"", answer.Headers.ETag?.Tag);
        var manifest = await service.Client.GetAsync("/models/loan/default/1").OkAsync();
        Assert.Equal(hash, manifest.GetProperty("files").GetProperty("model.zip").GetString());

        using var again = new HttpRequestMessage(HttpMethod.Get, "/models/loan/default/1/artifact");
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{hash}\""));
        using var unchanged = await service.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task The_artifact_gives_the_same_probability_with_nothing_but_Microsoft_ML()
    {
        await using var service = models.NewService();
        var served = (await service.Client.PredictLoanAsync().OkAsync()).GetProperty("probability").GetDouble();

        var ml = new MLContext();
        await using var zip = new MemoryStream(await service.Client.GetByteArrayAsync("/models/loan/default/1/artifact"));
        var chain = ml.Model.Load(zip, out _);
        var rows = ml.Data.LoadFromEnumerable([JsonSerializer.Deserialize<Applicant>(Calls.Applicant, JsonSerializerOptions.Web)!]);
        var probability = chain.Transform(rows).GetColumn<float>("Probability").Single();
        Assert.Equal(served, probability, tolerance: 1e-6);
    }

    private sealed class Applicant
    {
        [ColumnName("income")]
        public float Income { get; set; }

        [ColumnName("housing")]
        public string Housing { get; set; } = "";
    }
}
