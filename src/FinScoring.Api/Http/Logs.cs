using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace FinScoring.Api.Http;

/// <summary>
/// Serilog on standard output: readable in Development, one JSON object per line elsewhere. Levels can be set in section
/// Serilog. There is no line per request: it would cost more than the scoring.
/// </summary>
internal static class Logs
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj} {TraceId}{NewLine}{Exception}";

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        // Written to providers too, so that a host can add its own; there are none by default.
        builder.Services.AddSerilog(
            (_, logs) => Configure(logs, builder.Environment, builder.Configuration), preserveStaticLogger: true, writeToProviders: true);
    }

    private static void Configure(LoggerConfiguration logs, IHostEnvironment environment, IConfiguration configuration)
    {
        logs.MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .ReadFrom.Configuration(configuration)
            .Filter.ByExcluding(IsToldAgain)
            .Enrich.FromLogContext();
        if (environment.IsDevelopment())
            logs.WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        else
            logs.WriteTo.Console(new CompactJsonFormatter());
    }

    /// <summary>The host's own account of a failed start: <see cref="Startup"/> says it in one line.</summary>
    private static bool IsToldAgain(LogEvent line) => line.MessageTemplate.Text == "Hosting failed to start";
}
