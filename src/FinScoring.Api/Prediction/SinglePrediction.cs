using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using FinScoring.Api.Http;
using FinScoring.Api.Prediction.Bars;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Prediction;

/// <summary>One JSON object in, one answer out.</summary>
internal sealed class SinglePrediction(SingleBody body, PredictionIds ids)
{
    // Reading a body never awaits, so a thread needs one reader only.
    [ThreadStatic]
    private static JsonRow? _reader;

    /// <summary>Reads the body, which must be no longer than the limit, and answers it.</summary>
    public Task<Results<AnswerResult, ProblemHttpResult>> AnswerAsync(HttpContext http, ServingModel model)
        => body.AnswerAsync(http, json => Count(json, model), static problem => problem);

    /// <summary>Answers and counts. A body that never arrived as a whole is no prediction.</summary>
    private Results<AnswerResult, ProblemHttpResult> Count(ReadOnlySequence<byte> sent, ServingModel model)
    {
        var begin = Stopwatch.GetTimestamp();
        try
        {
            var result = Answer(sent, model);
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

    private Results<AnswerResult, ProblemHttpResult> Answer(ReadOnlySequence<byte> sent, ServingModel model)
    {
        if (body.Problem(sent) is { } problem)
            return problem;
        var json = JsonText.WithoutMark(sent.IsSingleSegment ? sent.FirstSpan : sent.ToArray());
        if (json.IsEmpty)
            return SingleBody.Empty();

        using var row = model.Rent();
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
}
