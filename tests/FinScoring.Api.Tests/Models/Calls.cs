using System.Net;
using System.Text;
using System.Text.Json;

namespace FinScoring.Api.Tests.Models;

/// <summary>What tests of models send, and the answers they look at.</summary>
internal static class Calls
{
    public const string Json = "application/json";
    public const string Applicant = """{"income":50.5,"housing":"rent"}""";

    /// <summary>The JSON of a 200.</summary>
    public static async Task<JsonElement> OkAsync(this Task<HttpResponseMessage> sent) => await sent.AnswersAsync(HttpStatusCode.OK);

    /// <summary>The problem of a refusal, which is problem+json with a traceId whatever the status.</summary>
    public static async Task<JsonElement> RefusedAsync(this Task<HttpResponseMessage> sent, HttpStatusCode status)
    {
        var problem = await sent.AnswersAsync(status);
        Assert.Equal("application/problem+json", (await sent).Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("traceId").GetString());
        return problem;
    }

    /// <summary>The fields that a 400 names.</summary>
    public static async Task<string[]> FieldsRefusedAsync(this Task<HttpResponseMessage> sent)
    {
        var errors = (await sent.RefusedAsync(HttpStatusCode.BadRequest)).GetProperty("errors");
        return [.. errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)];
    }

    public static Task<HttpResponseMessage> PutJsonAsync(this HttpClient client, string path, string json)
        => client.PutAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public static Task<HttpResponseMessage> PromoteAsync(this HttpClient client, int version, bool acceptSignatureChange = false)
        => client.PutJsonAsync("/models/loan/default/champion", JsonSerializer.Serialize(new { version, acceptSignatureChange }));

    public static Task<HttpResponseMessage> PredictLoanAsync(this HttpClient client, string query = "")
        => client.PostAsync($"/predict/loan{query}", new StringContent(Applicant, Encoding.UTF8, "application/json"));

    private static async Task<JsonElement> AnswersAsync(this Task<HttpResponseMessage> sent, HttpStatusCode status)
    {
        var answer = await sent;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
