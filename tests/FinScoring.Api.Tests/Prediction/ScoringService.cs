using System.Net.Http.Headers;
using System.Text;
using FinScoring.Core;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML;

namespace FinScoring.Api.Tests.Prediction;

/// <summary>A service on a real socket with one model per domain, trained on made-up data.</summary>
public sealed class ScoringService : IDisposable
{
    public ScoringService()
        : this([])
    {
    }

    internal ScoringService(Dictionary<string, string> settings)
    {
        SpillFolder = Directory.CreateTempSubdirectory("finscoring-spill-").FullName;
        settings["Prediction:SpillFolder"] = SpillFolder;
        Service = new Service { Settings = settings };
        Service.UseKestrel(0);
        Service.StartServer();
        Publish("loan", SomeData.Loans(400), new() { Label = "outcome", Positive = "default" });
        Publish("risk", SomeData.Companies(400), new() { Label = "bankruptcy" });
        Publish("trade", SomeData.Bars(400), new() { Features = ["sentiment"], Horizon = "2" });
    }

    internal Service Service { get; }

    /// <summary>Where answers that are not taken go.</summary>
    internal string SpillFolder { get; }

    internal HttpClient Client => Service.Client;

    internal Uri Address => Service.ClientOptions.BaseAddress;

    internal ModelCatalog Catalog => Service.Services.GetRequiredService<ModelCatalog>();

    public void Dispose()
    {
        Service.Dispose();
        Directory.Delete(SpillFolder, recursive: true);
    }

    /// <summary>Trains in this process and publishes; the version's manifest.</summary>
    /// <param name="domain">loan, risk or trade.</param>
    /// <param name="csv">The training file.</param>
    /// <param name="options">Its options; the algorithm apart.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="algorithm">What to fit.</param>
    /// <param name="explained">False: as a version of an earlier release, which stores nothing to compare with.</param>
    internal Manifest Publish(
        string domain, string csv, TrainingOptions options, string model = "default", string algorithm = "logistic", bool explained = true)
    {
        var folder = Directory.CreateTempSubdirectory("finscoring-staging-").FullName;
        try
        {
            return Publish(domain, csv, options, model, folder, algorithm, explained);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal Task<HttpResponseMessage> PostAsync(string path, string body, string contentType = "application/json", string? accept = null)
        => PostAsync(path, Encoding.UTF8.GetBytes(body), contentType, accept);

    internal async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType, string? accept = null, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (contentType.Length > 0)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await Client.SendAsync(request);
    }

    private Manifest Publish(string domain, string csv, TrainingOptions options, string model, string folder, string algorithm, bool explained)
    {
        File.WriteAllText(Path.Combine(folder, "data.csv"), csv);
        var table = TableReader.Read(Path.Combine(folder, "data.csv"), header: true, []);
        var trained = new ScoringPipeline(1).Train(Domain.Find(domain)!, table, options with { Algorithm = algorithm, Selection = "none", Folds = 2 }, _ => { });
        new MLContext().Model.Save(trained.Chain, trained.Schema, Path.Combine(folder, "model.zip"));
        if (explained) File.WriteAllBytes(Path.Combine(folder, "explanation.json"), trained.Explanation.ToJson());
        return Catalog.PublishAsync(trained.Manifest with { Model = model, Job = Path.GetFileName(folder), CreatedAt = DateTime.UnixEpoch }, folder, promote: false).GetAwaiter().GetResult();
    }
}

/// <summary>Tests that share one service.</summary>
[CollectionDefinition(Name)]
public sealed class ScoringServiceTests : ICollectionFixture<ScoringService>
{
    public const string Name = "Scoring service";
}
