using FinScoring.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Metrics;

/// <summary>For whoever watches the service.</summary>
internal static class MetricsApi
{
    private const string Text = "text/plain";

    private const string Example = """
        # HELP finscoring_predictions_total Rows by what became of them: answered, invalid (the request's fault), failed (the service's).
        # TYPE finscoring_predictions_total counter
        finscoring_predictions_total{domain="loan",model="default",request="single",outcome="answered"} 1204

        """;

    public static void AddMeasurements(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Measurements>();
        builder.Services.AddSingleton<ServiceState>();
    }

    public static void MapMetrics(this WebApplication app)
        => app.MapGet("/metrics", Metrics)
            .WithName("Metrics")
            .WithSummary("What the service does, in numbers")
            .WithDescription("""
                The text format of Prometheus: predictions and how long they took, trainings, champions that answer and that cannot,
                and the process. Predictions are counted since the start; trainings since there is a models folder.
                """)
            .Produces<string>(StatusCodes.Status200OK, Text)
            .WithAnswerExample(Example, contentType: Text);

    private static async Task<EmptyHttpResult> Metrics(HttpContext http, Measurements measurements, ServiceState state)
    {
        await state.UpdateAsync(http.RequestAborted);
        http.Response.ContentType = Prometheus.PrometheusConstants.TextContentTypeWithVersionAndEncoding;
        await measurements.Registry.CollectAndExportAsTextAsync(http.Response.Body, http.RequestAborted);
        return TypedResults.Empty;
    }
}
