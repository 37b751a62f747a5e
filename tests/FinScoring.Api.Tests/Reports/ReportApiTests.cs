using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FinScoring.Api.Tests.Models;
using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Reports;

[Collection(OnTrainedModels.Name)]
public sealed class ReportApiTests(TrainedModels models)
{
    private const string Route = "/models/loan/default/1/report";

    // What came after the first manifests were stored, by the part it belongs to.
    private static readonly string[] OfManifest = ["blend", "calibration", "priorCorrection", "normalization", "fairness", "scorecard", "suspectedLeak"];
    private static readonly string[] OfOptions = ["specials", "monotone", "populationRate"];
    private static readonly string[] OfEvaluation = ["curves", "decomposition", "isotonic", "populationRate", "warnings", "fairness", "eventRateLogLoss"];
    private static readonly string[] OfSelection = ["outOfFold", "strong", "suspectedLeak", "cluster", "keptInFolds", "folds", "onBars"];

    [Fact]
    public async Task The_page_is_HTML_under_a_policy_that_allows_nothing_but_its_own_style()
    {
        await using var service = models.NewService();
        using var answer = await service.Client.GetAsync(Route);
        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        var page = Page.Parse(await answer.Content.ReadAsStringAsync());
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.Html.Descendants("style").Single().Value)));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

        Assert.StartsWith($"default-src 'none'; style-src 'sha256-{hash}'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith("loan/default, version 1", page.Html.Descendants("h1").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_model_card_is_Markdown_and_another_format_is_refused()
    {
        await using var service = models.NewService();
        using var answer = await service.Client.GetAsync(Route + "?format=md");
        Assert.Equal("text/markdown; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("# Model card: loan/default, version 1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var format in new[] { "pdf", "HTML", "", "<script>" })
            Assert.Equal(["format"], await service.Client.GetAsync($"{Route}?format={Uri.EscapeDataString(format)}").FieldsRefusedAsync());
    }

    [Fact]
    public async Task What_is_not_there_is_a_404_and_a_deleted_version_keeps_its_report()
    {
        await using var service = models.NewService();
        await service.Client.GetAsync("/models/loan/default/4/report").RefusedAsync(HttpStatusCode.NotFound);
        await service.Client.GetAsync("/models/loan/none/1/report").RefusedAsync(HttpStatusCode.NotFound);
        using var deleted = await service.Client.DeleteAsync("/models/loan/default/2");
        var page = await service.Client.GetStringAsync("/models/loan/default/2/report");
        Assert.Contains("Deleted: its manifest is kept", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_did_not_change_is_not_sent_again_and_a_policy_changes_it()
    {
        await using var service = models.NewService();
        using var first = await service.Client.GetAsync(Route);
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync(first));

        await service.Client.PutJsonAsync("/models/loan/default/policy", """{"approveBelow":0,"declineFrom":0}""").OkAsync();
        Assert.Equal(HttpStatusCode.OK, await AgainAsync(first));
        var page = Page.Parse(await service.Client.GetStringAsync(Route));
        // Every probability is 0 or more: of the 200 rows all are declined.
        Assert.Equal(["0", "0", "200"], page.Table("policy", "Out-of-fold rows under").Select(row => row[3]));

        async Task<HttpStatusCode> AgainAsync(HttpResponseMessage before)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Route);
            request.Headers.IfNoneMatch.Add(before.Headers.ETag!);
            using var answer = await service.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task An_evaluation_stored_with_the_version_is_in_its_report()
    {
        await using var service = models.NewService();
        Assert.DoesNotContain("evaluations", Page.Parse(await service.Client.GetStringAsync(Route)).Sections);
        var stored = await service.Client.PostCsvAsync("/models/loan/default/1/evaluations", Some.Loan(rows: 123, seed: 9)).OkAsync();
        var row = Assert.Single(Page.Parse(await service.Client.GetStringAsync(Route)).Table("evaluations", "Evaluations"));
        Assert.Equal("123", row[1]);
        Assert.Equal(stored.GetProperty("report").GetProperty("events").GetRawText(), row[2]);
        Assert.Equal(stored.GetProperty("dataHash").GetString()![..12], row[^1]);
    }

    [Theory]
    [InlineData("loan")]
    [InlineData("trade")]
    public async Task A_version_of_an_early_release_has_a_report(string domain)
    {
        await using var service = models.NewService();
        Age(Path.Combine(service.Folder, domain, "default", "1"));
        foreach (var format in new[] { "html", "md" })
        {
            using var answer = await service.Client.GetAsync($"/models/{domain}/default/1/report?format={format}");
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
            Assert.Contains("stored before score distributions were kept", text, StringComparison.Ordinal);
        }
    }

    /// <summary>Takes from a manifest what it may lack, and signs it anew.</summary>
    private static void Age(string folder)
    {
        var path = Path.Combine(folder, "manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        foreach (var name in OfManifest) manifest.Remove(name);
        foreach (var name in OfOptions) manifest["options"]!.AsObject().Remove(name);
        foreach (var name in OfEvaluation) manifest["evaluation"]!.AsObject().Remove(name);
        foreach (var line in manifest["selection"]!.AsArray())
            foreach (var name in OfSelection) line!.AsObject().Remove(name);
        var bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        File.WriteAllBytes(path, bytes);
        File.WriteAllText(Path.Combine(folder, "manifest.sha256"), $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  manifest.json\n");
    }
}
