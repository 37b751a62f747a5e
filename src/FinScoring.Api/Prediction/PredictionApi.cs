using System.Text.Json.Nodes;
using FinScoring.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Prediction;

internal static class PredictionApi
{
    public const string Json = "application/json";

    public static void AddPrediction(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<PredictionOptions>().BindConfiguration("Prediction").ValidateDataAnnotations();
        builder.Services.AddSingleton<ServingModels>();
        builder.Services.AddSingleton<SinglePrediction>();
    }

    public static void MapPrediction(this WebApplication app)
    {
        var group = app.MapGroup("/predict").WithTags("Predict");
        group.MapPost("/{domain:domain}", Predict)
            .WithName("Predict")
            .WithSummary("Score one row")
            .WithDescription("""
                One flat JSON object with the model's fields; for trade a symbol and its bars. `id` (a text or a number) comes
                back; columns of the training file that are no features are ignored. Every bad field is named at once. An unseen
                category and a number outside the training range are warnings in the answer.
                """)
            .Accepts<JsonObject>(Json)
            .Produces<PredictionAnswer>()
            .ProducesProblems(400, 404, 408, 413, 415, 503);
    }

    private static async Task<Results<AnswerResult, ProblemHttpResult>> Predict(
        HttpContext http, string domain, string? model, string? version, ServingModels models, SinglePrediction prediction)
    {
        if (!RequestBody.Is(http.Request, Json))
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json in UTF-8.");
        return models.Find(domain, model, version, out var problem) is { } serving ? await prediction.AnswerAsync(http, serving) : problem!;
    }

    private static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
            route.ProducesProblem(status);
        return route;
    }
}
