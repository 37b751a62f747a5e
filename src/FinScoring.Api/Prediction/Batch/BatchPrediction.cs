using FinScoring.Core.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Many rows in, as many answers out, in constant memory; reading the request does not wait for the client to read.</summary>
internal sealed class BatchPrediction(IOptions<PredictionOptions> settings, PredictionIds ids)
{
    public const string ModelHeader = "FinScoring-Model";
    public const string PolicyHeader = "FinScoring-Policy";

    /// <summary>Answers a batch of this media type.</summary>
    /// <exception cref="BadDataException">What is wrong before the first answer: a bad CSV header, no text.</exception>
    /// <exception cref="BadHttpRequestException">Nothing arrived in time, or the first row is longer than the limit.</exception>
    public async Task AnswerAsync(HttpContext http, ServingModel model, string bodyType, string answerType, bool header)
    {
        Lift(http);
        var limit = TimeSpan.FromSeconds(settings.Value.BatchTimeoutSeconds);
        // The client has the limit to send the batch, and as long again to take the answer.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        stop.CancelAfter(2 * limit);
        late.CancelAfter(limit);
        try
        {
            await AnswerAsync(http, model, bodyType, AnswerFormat.Of(answerType, model), header, late, stop);
        }
        catch (OperationCanceledException) when (!http.Response.HasStarted && late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new BadHttpRequestException("Nothing of the batch arrived in time (setting Prediction:BatchTimeoutSeconds).", StatusCodes.Status408RequestTimeout);
        }
        catch (Exception e) when (e is ConnectionResetException || (e is OperationCanceledException && stop.IsCancellationRequested))
        {
            // The client went, or does not take its answer.
            http.Abort();
        }
    }

    private async Task AnswerAsync(
        HttpContext http, ServingModel model, string bodyType, AnswerFormat format, bool header, CancellationTokenSource late, CancellationTokenSource stop)
    {
        var options = settings.Value;
        var scorer = model.IsOfBars ? (ChunkScorer)new BarScorer(model, format, ids) : new FieldScorer(model, format, ids);
        var source = await BatchSource.OpenAsync(http.Request, bodyType, header, model, scorer, options, late.Token);
        await using var chunks = source.GetAsyncEnumerator(late.Token);
        var any = await chunks.MoveNextAsync();

        // From here on the answer is a 200, and what is wrong is in its rows.
        Begin(http.Response, model, format);
        using var queue = new AnswerQueue(new SpillFile(options.SpillFolder, options.MaxSpillBytes));
        await new BatchRun(scorer, format, queue, stop).RunAsync(BrokenRequest.GuardAsync(chunks, any, late, stop), http.Response.BodyWriter);
    }

    /// <summary>The server's own limits are for requests of another size.</summary>
    private static void Lift(HttpContext http)
    {
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
    }

    private static void Begin(HttpResponse response, ServingModel model, AnswerFormat format)
    {
        response.ContentType = format.ContentType;
        response.Headers[ModelHeader] = $"{model.Domain.Name}/{model.Scorer.Manifest.Model}/{model.Scorer.Manifest.Version}";
        response.Headers[PolicyHeader] = model.Policy.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
