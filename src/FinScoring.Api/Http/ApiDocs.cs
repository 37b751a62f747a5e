using System.Text.Json.Nodes;
using FinScoring.Api.Http.Docs;
using FinScoring.Api.Prediction;
using FinScoring.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace FinScoring.Api.Http;

/// <summary>
/// Swagger UI at /swagger, where / leads too, and its document at /swagger/v1/swagger.json, made anew for each request: it shows
/// the fields of the models that answer now. On unless Swagger:Enabled is false.
/// </summary>
internal static class ApiDocs
{
    private const string Description = """
        Trains, evaluates, versions and serves three kinds of financial score: `loan` (will this applicant repay?), `risk` (how
        likely is a risk event?) and `trade` (where does the price go next?). Every error is `application/problem+json` with a
        `traceId`; validation errors name every field in `errors`. Trainings and predictions refuse query parameters that they do
        not have.
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
        // Relative, so that it holds behind a proxy that serves this under a path of its own.
        app.MapGet("/", () => TypedResults.Redirect("swagger")).ExcludeFromDescription();
    }

    private static void Configure(SwaggerGenOptions docs)
    {
        docs.SwaggerDoc("v1", new OpenApiInfo { Title = "FinScoring", Version = "v1", Description = Description });
        docs.SupportNonNullableReferenceTypes();
        docs.NonNullableReferenceTypesAsRequired();
        docs.TagActionsBy(Sections.Of);
        docs.IncludeXmlComments(typeof(ApiDocs).Assembly);
        docs.IncludeXmlComments(typeof(BadDataException).Assembly);
        docs.MapType<JsonObject>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
        docs.MapType<RowId>(() => new OpenApiSchema { Description = "A text or a number, as it was sent." });
        docs.MapType<FileContentHttpResult>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" });
        docs.SchemaFilter<PlainNames>();
        docs.SchemaFilter<OptionalFields>();
        docs.SchemaFilter<ProblemSchema>();
        docs.SchemaFilter<PolicySchema>();
        docs.ParameterFilter<ParameterDocs>();
        docs.OperationFilter<TrainingRequestDocs>();
        docs.OperationFilter<PolicyDocs>();
        docs.OperationFilter<OperationDocs>();
        docs.DocumentFilter<ChampionPaths>();
    }
}
