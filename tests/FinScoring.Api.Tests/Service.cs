using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FinScoring.Api.Tests;

/// <summary>
/// The service in this process on a models folder of its own, deleted with it. Settings are given before the first use
/// of Client or Services.
/// </summary>
public sealed class Service : WebApplicationFactory<Program>
{
    private readonly string _own = Directory.CreateTempSubdirectory("finscoring-tests-").FullName;
    private HttpClient? _client;

    public Service() => Folder = Path.Combine(_own, "models");

    public string Folder { get; init; }

    public string Environment { get; init; } = "Production";

    /// <summary>Settings by their path: ["Training:MaxMinutes"] = "5".</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>The time of day; the machine's unless given.</summary>
    public TimeProvider? Clock { get; init; }

    public HttpClient Client => _client ??= CreateClient();

    /// <summary>Trains and returns the ended job. The query holds the options: "label=class&amp;positive=bad&amp;folds=3".</summary>
    public async Task<JsonElement> TrainAsync(string domain, string csv, string query, string model = "default")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/train/{domain}?model={model}&{query}");
        request.Content = new StringContent(csv, Encoding.UTF8, "text/csv");
        request.Headers.Add("Prefer", "wait=300");
        using var answer = await Client.SendAsync(request);
        var job = await answer.JsonAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, job.ToString());
        return job;
    }

    /// <summary>Trains and returns the number of the version it published.</summary>
    public async Task<int> PublishAsync(string domain, string csv, string query, string model = "default")
    {
        var job = await TrainAsync(domain, csv, query, model);
        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
        return job.GetProperty("model").GetProperty("version").GetInt32();
    }

    /// <summary>Stops as on Ctrl+C and returns a service started anew on the same folder.</summary>
    public async Task<Service> RestartAsync()
    {
        await Services.GetRequiredService<IHost>().StopAsync();
        return new() { Folder = Folder, Environment = Environment, Settings = Settings };
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("Models:Folder", Folder);
        builder.UseSetting("Samples:Train", "false");
        builder.UseSetting("Prediction:WarmUpRows", "0");
        builder.UseSetting("Serilog:MinimumLevel:Default", "Warning");
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        if (Clock is not null)
            builder.ConfigureTestServices(services => services.AddSingleton(Clock));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_own))
            Directory.Delete(_own, recursive: true);
    }
}

internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }
}
