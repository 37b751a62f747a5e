using FinScoring.Api.Http.Docs;
using FinScoring.Core.Data;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http;

/// <summary>
/// Swagger UI at /swagger and its document at /swagger/v1/swagger.json, made anew for each request: it shows the fields of the
/// models that answer now. On unless Swagger:Enabled is false.
/// </summary>
internal static class ApiDocs
{
    private const string Description = """
        Trains, evaluates, versions and serves three kinds of financial score: `loan` (will this applicant repay?), `risk` (how
        likely is a risk event?) and `trade` (where does the price go next?). Every error is `application/problem+json` with a
        `traceId`; validation errors name every field in `errors`.
        """;

    public static void AddApiDocs(this WebApplicationBuilder builder)
    {
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSwaggerGen(Configure);
    }

    public static void MapApiDocs(this WebApplication app)
    {
        if (!app.Configuration.GetValue("Swagger:Enabled", true))
            return;
        app.UseSwagger();
        app.UseSwaggerUI(ui =>
        {
            ui.DocumentTitle = "FinScoring";
            ui.SwaggerEndpoint("v1/swagger.json", "FinScoring v1");
            ui.EnableTryItOutByDefault();
            ui.DisplayRequestDuration();
        });
    }

    private static void Configure(SwaggerGenOptions docs)
    {
        docs.SwaggerDoc("v1", new OpenApiInfo { Title = "FinScoring", Version = "v1", Description = Description });
        docs.SupportNonNullableReferenceTypes();
        docs.NonNullableReferenceTypesAsRequired();
        docs.IncludeXmlComments(typeof(ApiDocs).Assembly);
        docs.IncludeXmlComments(typeof(BadDataException).Assembly);
        docs.SchemaFilter<ProblemSchema>();
        docs.ParameterFilter<ParameterDocs>();
        docs.OperationFilter<OperationDocs>();
        docs.DocumentFilter<ChampionPaths>();
    }
}
