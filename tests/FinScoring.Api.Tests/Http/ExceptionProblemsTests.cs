using System.Text.Json;
using FinScoring.Api.Http;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FinScoring.Api.Tests.Http;

public sealed class ExceptionProblemsTests
{
    [Fact]
    public async Task Wrong_data_is_a_400_that_names_every_field()
    {
        var findings = new Dictionary<string, string[]> { ["label"] = ["No such column."], ["folds"] = ["2 to 20."] };
        var (status, problem, log) = await HandleAsync(new BadDataException(findings));
        Assert.Equal(400, status);
        Assert.Equal("""{"label":["No such column."],"folds":["2 to 20."]}""", problem.GetProperty("errors").GetRawText());
        Assert.Empty(log);
    }

    [Fact]
    public async Task A_damaged_model_is_a_503_that_names_the_version()
    {
        var damaged = new DamagedModelException(new ModelKey("loan", "card").Version(2), "model.zip is missing");
        var (status, problem, log) = await HandleAsync(damaged);
        Assert.Equal(503, status);
        Assert.Equal("loan/card/2: model.zip is missing", problem.GetProperty("detail").GetString());
        Assert.Contains("model.zip is missing", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_the_server_refuses_keeps_its_status()
        => Assert.Equal(413, (await HandleAsync(new BadHttpRequestException("Request body too large.", 413))).Status);

    [Fact]
    public async Task A_value_that_the_framework_could_not_bind_is_not_repeated()
    {
        var unbound = new BadHttpRequestException("Failed to bind parameter \"Nullable<int> number\" from \"secret\".", 400);
        var (status, problem, _) = await HandleAsync(unbound);
        Assert.Equal(400, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty("number", out _));
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_other_fault_is_a_500_whose_message_reaches_neither_the_client_nor_the_log()
    {
        var (status, problem, log) = await HandleAsync(new InvalidOperationException("secret", new FormatException("secret")));
        Assert.Equal(500, status);
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("System.FormatException", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", log, StringComparison.Ordinal);
    }

    private static async Task<(int Status, JsonElement Problem, string Log)> HandleAsync(Exception exception)
    {
        var builder = WebApplication.CreateBuilder();
        var log = new Lines();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddProblems();
        await using var services = builder.Build();
        var http = new DefaultHttpContext { RequestServices = services.Services };
        http.Response.Body = new MemoryStream();
        Assert.True(await services.Services.GetRequiredService<IExceptionHandler>().TryHandleAsync(http, exception, default));
        http.Response.Body.Position = 0;
        using var problem = await JsonDocument.ParseAsync(http.Response.Body);
        return (http.Response.StatusCode, problem.RootElement.Clone(), log.ToString());
    }

    /// <summary>What was logged.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => _lines.Add(formatter(state, exception) + exception);

        public override string ToString() => string.Join('\n', _lines);

        public void Dispose()
        {
        }
    }
}
