using System.Text.Json.Nodes;
using FinScoring.Api.Http;
using FinScoring.Api.Prediction.Batch;
using FinScoring.Api.Prediction.WhatIf;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Prediction;

internal static class PredictionApi
{
    public static void AddPrediction(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<PredictionOptions>().BindConfiguration("Prediction").ValidateDataAnnotations();
        builder.Services.AddSingleton<ServingModels>();
        builder.Services.AddSingleton<PredictionIds>();
        builder.Services.AddSingleton<SingleBody>();
        builder.Services.AddSingleton<SinglePrediction>();
        builder.Services.AddSingleton<SearchPlaces>();
        builder.Services.AddSingleton<WhatIfPrediction>();
        builder.Services.AddSingleton<BatchPrediction>();
        builder.Services.AddSingleton<BatchWarmUp>();
        builder.Services.AddHostedService(services => services.GetRequiredService<BatchWarmUp>());
    }

    public static void MapPrediction(this WebApplication app)
    {
        var group = app.MapGroup("/predict").WithTags("Predict").WithStrictQuery();
        group.MapPost("/{domain:domain}", Predict)
            .WithName("Predict")
            .WithSummary("Score one row")
            .WithDescription("""
                One flat JSON object with the model's fields; for trade a symbol and its bars, oldest first. `id` (a text or a
                number) comes back; columns of the training file that are no features are ignored. Every bad field is named at
                once. An unseen category and a number outside the training range are warnings in the answer. `explain` adds why; 409: a
                version of an earlier release, which cannot say.
                """)
            .Accepts<JsonObject>(BatchTypes.Json)
            .Produces<PredictionAnswer>()
            .ProducesProblems(400, 404, 408, 409, 413, 415, 503)
            .WithAnswerExamples(PredictionExamples.Answers);
        group.MapPost("/{domain:domain}/batch", PredictBatch)
            .WithName("PredictBatch")
            .WithSummary("Score many rows")
            .WithDescription("""
                CSV, newline-delimited JSON or a JSON list; the answer has the same type unless `Accept` says otherwise. Row n of
                the answer is row n of the request. A bad row carries its own `error` and spoils no other; if the request breaks,
                the last row says why. For trade each row is a bar, in the order of the dates of its symbol; a bar without enough
                history has no probability. `explain` adds why; CSV then ends with `baseline`, `logOdds` and a column for each feature, or
                with `reasons`, their codes with blanks between. The headers FinScoring-Model and FinScoring-Policy name what answered.
                """)
            .Accepts<JsonObject[]>(BatchTypes.Csv, BatchTypes.NdJson, BatchTypes.Json)
            .Produces<PredictionAnswer[]>(StatusCodes.Status200OK, BatchTypes.Csv, BatchTypes.NdJson, BatchTypes.Json)
            .ProducesProblems(400, 404, 406, 408, 409, 413, 415, 503)
            .WithAnswerExamples(PredictionExamples.CsvAnswers, BatchTypes.Csv)
            .WithAnswerExamples(PredictionExamples.NdJsonAnswers, BatchTypes.NdJson)
            .WithAnswerExamples(PredictionExamples.JsonAnswers);
        group.MapWhatIf();
    }

    private static async Task<Results<AnswerResult, ProblemHttpResult>> Predict(
        HttpContext http, string domain, string? model, string? version, [AsParameters] AskedExplanation explanation, ServingModels models,
        SinglePrediction prediction)
    {
        if (!RequestBody.Is(http.Request, BatchTypes.Json) || !RequestBody.IsReadable(http.Request))
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json in UTF-8, as it is or in gzip.");
        var (serving, problem) = await models.FindAsync(domain, model, version, explanation);
        return serving is null ? problem! : await prediction.AnswerAsync(http, serving);
    }

    private static async Task<Results<EmptyHttpResult, ProblemHttpResult>> PredictBatch(
        HttpContext http, string domain, string? model, string? version, [AsParameters] AskedExplanation explanation, bool? header,
        ServingModels models, BatchPrediction prediction, IOptions<PredictionOptions> options)
    {
        if (BatchTypes.OfBody(http.Request) is not { } bodyType || !RequestBody.IsReadable(http.Request))
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, $"The body must be {BatchTypes.List} in UTF-8, as it is or in gzip.");
        if (BatchTypes.OfAnswer(http.Request, bodyType) is not { } answerType)
            return Problems.Of(StatusCodes.Status406NotAcceptable, $"The answer can be {BatchTypes.List}.");
        if (http.Request.ContentLength > options.Value.MaxBatchBytes)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {options.Value.MaxBatchBytes} bytes (setting Prediction:MaxBatchBytes).");
        var (serving, problem) = await models.FindAsync(domain, model, version, explanation);
        if (serving is null)
            return problem!;
        await prediction.AnswerAsync(http, serving, bodyType, answerType, header ?? true);
        return TypedResults.Empty;
    }
}
