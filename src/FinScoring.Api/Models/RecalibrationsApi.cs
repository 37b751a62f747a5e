using FinScoring.Api.Http;
using FinScoring.Api.Training.Uploads;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace FinScoring.Api.Models;

/// <summary>A finished model under another line over its log-odds, without training again.</summary>
internal static class RecalibrationsApi
{
    public static void MapRecalibrations(this RouteGroupBuilder models)
        => models.MapPost(ModelsApi.Version + "/recalibrations", Recalibrate)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .WithName("RecalibrateVersion")
            .WithSummary("Recalibrate a version")
            .WithDescription("""
                Publishes a new version that has the same model and another line over its log-odds, without training again. It does not
                answer until it is promoted.

                A labelled CSV file (text/csv, read as for an evaluation; for `trade` of bars) teaches slope and offset by maximum
                likelihood (Platt 1999). It takes 20 independent rows of the rarer outcome; a slope that is not above 0 is refused.
                `recalibratedFrom.report` says how the file fares, each fifth of it under a line learned on the others.

                `{"eventRate":0.03}` (JSON; not for `trade`) is a central tendency: every log-odds is shifted by those of the rate given less
                those of the rate that the version is right for, which is that of its training rows, of `populationRate`, or of an earlier
                recalibration (King and Zeng 2001).

                The metrics of the new version are the training's, out of fold, under the new line: AUC, Gini and KS stay, the rest is computed
                again from the stored distribution of scores, weighed to the event rate if one was given, without intervals. A version of an
                earlier release that kept too little for it is a 409.
                """)
            .Accepts<RecalibrationRequest>(RouteDocs.Json, UploadReader.Csv)
            .Produces<VersionDetails>(201)
            .ProducesProblems(400, 404, 409, 413, 415, 503)
            .WithRequestExample(ModelExamples.EventRate)
            .WithRequestExample(ModelExamples.LabelledFile, UploadReader.Csv)
            .WithAnswerExample(ModelExamples.Recalibrated, 201);

    private static async Task<Results<Created<VersionDetails>, ProblemHttpResult>> Recalibrate(
        string domain, string model, int version,
        HttpRequest request, ModelCatalog catalog, ModelLibrary library, ModelRecalibration recalibration, CancellationToken cancel)
    {
        var key = new ModelKey(domain, model).Version(version);
        if (await catalog.VersionAsync(key) is not { } scorer)
            return ModelsApi.NoVersion(key);
        try
        {
            var published = await PublishAsync();
            return TypedResults.Created($"/models/{published.Key}", library.Inspect(published.Key));
        }
        catch (RecalibrationException cannot)
        {
            return Problems.Conflict($"Version {version} of {key.Model} cannot be recalibrated, because {cannot.Message}. Train again.");
        }

        async Task<Manifest> PublishAsync()
        {
            if (!IsJson(request))
                return await recalibration.ByFileAsync(scorer, request, cancel);
            var body = await StrictJson.ReadObjectAsync(request, cancel);
            return await recalibration.ByEventRateAsync(scorer, RecalibrationRequest.Read(domain, body));
        }
    }

    private static bool IsJson(HttpRequest request)
        => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(RouteDocs.Json, StringComparison.OrdinalIgnoreCase);
}
