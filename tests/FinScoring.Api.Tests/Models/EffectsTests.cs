using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FinScoring.Api.Tests.Reports;

namespace FinScoring.Api.Tests.Models;

[Collection(OnTrainedModels.Name)]
public sealed class EffectsTests(TrainedModels models)
{
    [Theory]
    [InlineData("loan")]
    [InlineData("trade")]
    public async Task The_view_of_a_version_is_that_of_its_report(string domain)
    {
        await using var service = models.NewService();
        var view = await service.Client.GetAsync($"/models/{domain}/default/1/effects").OkAsync();
        var importance = view.GetProperty("importance").EnumerateArray().ToArray();
        Assert.Equal(1, importance.Sum(i => i.GetProperty("share").GetDouble()), 1e-9);
        Assert.All(view.GetProperty("effects").EnumerateArray(), effect => Assert.Equal(
            view.GetProperty("rows").GetInt32(), effect.GetProperty("points").EnumerateArray().Sum(p => p.GetProperty("rows").GetInt32())));
        Assert.All(view.GetProperty("effects").EnumerateArray(), effect => Assert.Contains(effect.GetProperty("kind").GetString(), new[] { "numeric", "category" }));

        var page = Page.Parse(await service.Client.GetStringAsync($"/models/{domain}/default/1/report"));
        Assert.Equal(importance.Select(i => i.GetProperty("feature").GetString()), page.Table("importance", "Features").Select(row => row[0]));
    }

    [Fact]
    public async Task What_is_not_there_or_deleted_is_a_404()
    {
        await using var service = models.NewService();
        await service.Client.GetAsync("/models/loan/default/9/effects").RefusedAsync(HttpStatusCode.NotFound);
        await service.Client.GetAsync("/models/loan/none/1/effects").RefusedAsync(HttpStatusCode.NotFound);
        using var deleted = await service.Client.DeleteAsync("/models/loan/default/2");
        await service.Client.GetAsync("/models/loan/default/2/effects").RefusedAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_version_without_stored_rows_is_a_409_that_says_to_train_again()
    {
        await using var service = models.NewService();
        Forget(Path.Combine(service.Folder, "loan", "default", "1"));
        var problem = await service.Client.GetAsync("/models/loan/default/1/effects").RefusedAsync(HttpStatusCode.Conflict);
        Assert.Contains("Train again", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var page = Page.Parse(await service.Client.GetStringAsync("/models/loan/default/1/report"));
        Assert.Contains("Train again", page.TextOf("importance"), StringComparison.Ordinal);
    }

    /// <summary>Makes a version one from before rows were kept.</summary>
    private static void Forget(string folder)
    {
        File.Delete(Path.Combine(folder, "explanation.json"));
        var path = Path.Combine(folder, "manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        manifest["files"]!.AsObject().Remove("explanation.json");
        var bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        File.WriteAllBytes(path, bytes);
        File.WriteAllText(Path.Combine(folder, "manifest.sha256"), $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  manifest.json\n");
    }
}
