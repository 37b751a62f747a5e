using System.Net;
using System.Text;
using FinScoring.Api.Tests.Models;

namespace FinScoring.Api.Tests.Http;

public sealed class ErrorTests(ErrorTests.Services services) : IClassFixture<ErrorTests.Services>
{
    public static TheoryData<string, string, string, string?, HttpStatusCode> Requests => new()
    {
        { "GET", "/nowhere", "", null, HttpStatusCode.NotFound },
        { "POST", "/predict/stock", "application/json", "{}", HttpStatusCode.NotFound },
        { "POST", "/train/stock", "text/csv", "a,b\n1,2\n", HttpStatusCode.NotFound },
        { "GET", "/models/stock/default", "", null, HttpStatusCode.NotFound },
        { "POST", "/predict/loan", "application/json", "{}", HttpStatusCode.NotFound },
        { "DELETE", "/models", "", null, HttpStatusCode.MethodNotAllowed },
        { "PATCH", "/jobs", "", null, HttpStatusCode.MethodNotAllowed },
        { "PUT", "/models/loan/default/champion", "text/plain", "secret", HttpStatusCode.UnsupportedMediaType },
        { "POST", "/train/loan", "image/png", "secret", HttpStatusCode.UnsupportedMediaType },
        { "PUT", "/models/loan/default/champion", "application/json", """{"version":secret""", HttpStatusCode.BadRequest },
        { "GET", "/models/loan/default/policy?number=secret", "", null, HttpStatusCode.BadRequest },
        { "GET", "/jobs?limit=secret", "", null, HttpStatusCode.BadRequest },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Every_error_is_problem_json_with_a_traceId_in_every_environment(
        string method, string path, string contentType, string? body, HttpStatusCode status)
    {
        foreach (var service in services.All)
        {
            using var request = new HttpRequestMessage(new(method), path);
            // A client that reads nothing but CSV is told in JSON all the same.
            request.Headers.Accept.ParseAdd("text/csv");
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, contentType);
            var problem = await service.Client.SendAsync(request).RefusedAsync(status);
            Assert.NotEqual("", problem.GetProperty("title").GetString());
            Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_does_not_bind_is_named()
        => Assert.Equal(["number"], await services.All[0].Client.GetAsync("/models/loan/default/policy?number=many").FieldsRefusedAsync());

    [Fact]
    public async Task A_wrong_method_is_told_the_right_ones()
    {
        using var answer = await services.All[0].Client.DeleteAsync("/models");
        Assert.Equal(["GET"], answer.Content.Headers.Allow);
    }

    public sealed class Services : IAsyncDisposable
    {
        public Service[] All { get; } = [new() { Environment = "Production" }, new() { Environment = "Development" }];

        public async ValueTask DisposeAsync()
        {
            foreach (var service in All)
                await service.DisposeAsync();
        }
    }
}
