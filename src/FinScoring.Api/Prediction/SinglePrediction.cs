using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using FinScoring.Api.Http;
using FinScoring.Api.Prediction.Bars;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Prediction;

/// <summary>One JSON object in, one answer out.</summary>
internal sealed class SinglePrediction(IOptions<PredictionOptions> options, PredictionIds ids)
{
    // Reading a body never awaits, so a thread needs one reader only.
    [ThreadStatic]
    private static JsonRow? _reader;

    private readonly int _limit = options.Value.MaxBodyBytes;
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);

    /// <summary>Reads the body, which must be no longer than the limit, and answers it.</summary>
    public async Task<Results<AnswerResult, ProblemHttpResult>> AnswerAsync(HttpContext http, ServingModel model)
    {
        if (http.Request.ContentLength > _limit)
            return TooLarge();
        try
        {
            var body = RequestBody.Open(http.Request);
            var json = await ReadAsync(body, http.RequestAborted);
            var result = Count(json, model);
            body.AdvanceTo(json.End);
            return result;
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Problems.Of(StatusCodes.Status408RequestTimeout, "The body did not arrive in time.");
        }
        catch (InvalidDataException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The body is not valid gzip.");
        }
    }

    private async ValueTask<ReadOnlySequence<byte>> ReadAsync(PipeReader body, CancellationToken aborted)
    {
        // Nearly always the body came with the headers: then no timer is needed.
        if (body.TryRead(out var read))
        {
            if (read.IsCompleted || read.Buffer.Length > _limit)
                return read.Buffer;
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        timeout.CancelAfter(_timeout);
        return await RequestBody.ReadAsync(body, _limit, timeout.Token);
    }

    /// <summary>Answers and counts. A body that never arrived as a whole is no prediction.</summary>
    private Results<AnswerResult, ProblemHttpResult> Count(ReadOnlySequence<byte> body, ServingModel model)
    {
        var begin = Stopwatch.GetTimestamp();
        try
        {
            var result = Answer(body, model);
            if (result.Result is AnswerResult)
            {
                model.Counts.Single.Answered.Inc();
                model.Counts.SingleSeconds.Observe(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            }
            else
            {
                model.Counts.Single.Invalid.Inc();
            }

            return result;
        }
        catch
        {
            model.Counts.Single.Failed.Inc();
            throw;
        }
    }

    private Results<AnswerResult, ProblemHttpResult> Answer(ReadOnlySequence<byte> body, ServingModel model)
    {
        if (body.Length > _limit)
            return TooLarge();
        var json = JsonText.WithoutMark(body.IsSingleSegment ? body.FirstSpan : body.ToArray());
        if (json.IsEmpty)
            return Problems.Of(StatusCodes.Status400BadRequest, "The body is empty; it must be one JSON object.");

        using var row = model.Scorer.Rent();
        try
        {
            return model.IsOfBars ? AnswerBars(json, row, model) : AnswerFields(json, row, model);
        }
        catch (JsonException e)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, $"The body is not one well-formed JSON object: see line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
    }

    private Results<AnswerResult, ProblemHttpResult> AnswerFields(ReadOnlySpan<byte> json, ScoringRow row, ServingModel model)
    {
        var id = (_reader ??= new JsonRow()).Read(json, new InputFields(row));
        return row.Complete() ? new AnswerResult(model.Answer(ids.Next(), id, row)) : Problems.Invalid(row.Errors);
    }

    private Results<AnswerResult, ProblemHttpResult> AnswerBars(ReadOnlySpan<byte> json, ScoringRow row, ServingModel model)
    {
        var request = BarsRequest.Read(json, row);
        return row.Complete() ? new AnswerResult(model.Answer(ids.Next(), request.Id, row, request.Bar)) : Problems.Invalid(request.Errors());
    }

    private ProblemHttpResult TooLarge()
        => Problems.Of(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {_limit} bytes (setting Prediction:MaxBodyBytes).");
}
