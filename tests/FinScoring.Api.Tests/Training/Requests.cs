using System.Net;
using System.Text;
using System.Text.Json;

namespace FinScoring.Api.Tests.Training;

/// <summary>What tests of training send and look at.</summary>
internal static class Requests
{
    public static Task<HttpResponseMessage> PostCsvAsync(
        this HttpClient client, string path, string csv, params (string Name, string Value)[] headers)
        => client.PostAsync(path, new StringContent(csv, Encoding.UTF8, "text/csv"), headers);

    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, string json)
        => client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public static Task<HttpResponseMessage> PostAsync(
        this HttpClient client, string path, HttpContent content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return client.SendAsync(request);
    }

    /// <summary>The errors of a 400, by field.</summary>
    public static async Task<Dictionary<string, string[]>> ErrorsAsync(this HttpResponseMessage answer)
    {
        var problem = await answer.JsonAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, problem.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return problem.GetProperty("errors").Deserialize<Dictionary<string, string[]>>()!;
    }

    /// <summary>The queued job of a 202.</summary>
    public static async Task<string> JobAsync(this Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var job = await answer.JsonAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, job.ToString());
        var id = job.GetProperty("id").GetString()!;
        Assert.Equal($"/jobs/{id}", answer.Headers.Location?.OriginalString);
        return id;
    }

    /// <summary>Looks at a job until it is as wanted, two minutes at most.</summary>
    public static async Task<JsonElement> UntilAsync(this HttpClient client, string job, Func<JsonElement, bool> wanted)
    {
        for (var look = 0; look < 1200; look++)
        {
            using var answer = await client.GetAsync($"/jobs/{job}");
            var now = await answer.JsonAsync();
            if (wanted(now))
                return now;
            await Task.Delay(100);
        }

        throw new TimeoutException($"Job {job} did not get there.");
    }

    public static Task<JsonElement> UntilEndedAsync(this HttpClient client, string job)
        => client.UntilAsync(job, now => now.Status() is "succeeded" or "failed" or "cancelled");

    /// <summary>The child process has read its job and reports.</summary>
    public static Task<JsonElement> UntilTrainingAsync(this HttpClient client, string job)
        => client.UntilAsync(job, now => now.Status() == "running" && now.GetProperty("stage").ValueKind == JsonValueKind.String);

    public static string? Status(this JsonElement job) => job.GetProperty("status").GetString();
}
