using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FinScoring.Api.Tests.Models;

[Collection(OnTrainedModels.Name)]
public sealed class PredictionsTests(TrainedModels models)
{
    [Theory]
    [InlineData("loan", "row,id,fold,label,weight,probability")]
    [InlineData("trade", "row,id,symbol,date,fold,label,weight,probability")]
    public async Task The_predictions_are_a_CSV_file_of_the_rows_evaluated_with_its_hash(string domain, string header)
    {
        await using var service = models.NewService();
        var version = await service.Client.GetAsync($"/models/{domain}/default/1").OkAsync();
        using var answer = await service.Client.GetAsync($"/models/{domain}/default/1/predictions");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var lines = Encoding.UTF8.GetString(bytes).TrimEnd('\n').Split('\n');

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"{domain}-default-1-predictions.csv", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(header, lines[0]);
        Assert.Equal(version.GetProperty("evaluation").GetProperty("rows").GetInt32(), lines.Length - 1);
        var hash = version.GetProperty("files").GetProperty("predictions.csv").GetString();
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal($"\"{hash}\"", answer.Headers.ETag?.Tag);
        var page = await service.Client.GetStringAsync($"/models/{domain}/default/1/report");
        Assert.Contains($"/models/{domain}/default/1/predictions", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_or_deleted_is_a_404_and_the_file_goes_with_the_version()
    {
        await using var service = models.NewService();
        var file = Path.Combine(service.Folder, "loan", "default", "2", "predictions.csv");
        await service.Client.GetAsync("/models/loan/default/9/predictions").RefusedAsync(HttpStatusCode.NotFound);
        await service.Client.GetAsync("/models/loan/none/1/predictions").RefusedAsync(HttpStatusCode.NotFound);
        Assert.True(File.Exists(file));
        using var deleted = await service.Client.DeleteAsync("/models/loan/default/2");
        await service.Client.GetAsync("/models/loan/default/2/predictions").RefusedAsync(HttpStatusCode.NotFound);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task An_altered_file_is_not_sent()
    {
        await using var service = models.NewService();
        await File.AppendAllTextAsync(Path.Combine(service.Folder, "loan", "default", "1", "predictions.csv"), "9,,1,1,1,0.5\n");
        await service.Client.GetAsync("/models/loan/default/1/predictions").RefusedAsync(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_version_from_before_predictions_were_kept_is_a_409_that_says_to_train_again()
    {
        await using var service = models.NewService();
        Forget(Path.Combine(service.Folder, "loan", "default", "1"));
        var problem = await service.Client.GetAsync("/models/loan/default/1/predictions").RefusedAsync(HttpStatusCode.Conflict);
        Assert.Contains("Train again", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var page = await service.Client.GetStringAsync("/models/loan/default/1/report");
        Assert.DoesNotContain("/models/loan/default/1/predictions", page, StringComparison.Ordinal);
    }

    private static void Forget(string folder)
    {
        File.Delete(Path.Combine(folder, "predictions.csv"));
        var path = Path.Combine(folder, "manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        manifest["files"]!.AsObject().Remove("predictions.csv");
        var bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        File.WriteAllBytes(path, bytes);
        File.WriteAllText(Path.Combine(folder, "manifest.sha256"), $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  manifest.json\n");
    }
}
